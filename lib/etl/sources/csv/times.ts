/** Times of tables in the notations that a person can choose, as every file's times are read. */
import type { TableNotation } from '../../files/kind.ts';

/** @returns text in a notation that is known everywhere, or ms UTC; what is no such time, as it is. */
type TimeReader = (text: string) => string | number;

export const timeReaders: Record<TableNotation, TimeReader> = {
  'as-written': (text) => text,
  'day-first': monthFirst,
  'unix-seconds': (text) =>
    /^-?\d{1,11}(\.\d+)?$/.test(text) ? Math.round(Number(text) * 1000) : text,
  'unix-milliseconds': (text) => (/^-?\d{1,14}$/.test(text) ? Number(text) : text),
};

function monthFirst(text: string): string {
  const parts = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(.*)$/s.exec(text);
  if (!parts) return text;
  const [, day, , month, year, clock] = parts;
  // A month beyond 12 is none: left as it is, the row is refused instead of read the other way round.
  return Number(month) > 12 ? `${day}.${month}.${year}${clock}` : `${month}/${day}/${year}${clock}`;
}
