/** Times as a spreadsheet counts them: days since 1900, or since 1904 in those of old Macintoshes. */
import { DamagedFile, type SpreadsheetEpoch } from '../../files/kind.ts';

const msPerDay = 86_400_000;

/** Day 0 of both counts, in days since 1970. */
const from1900 = -25_569;
const from1904 = -24_107;

/** The first devices of this kind; before it nothing was recorded. */
const earliest = Date.parse('2005-01-01T00:00:00Z') / msPerDay;

const pattern = /^(\d{5})[.,](\d+)$/;

/** Most digits of a fraction that may leave the second open: 0.00001 days are 0.9 s. */
const fewDigits = 4;

/** Wall clock, to the second where the fraction says no more; what is no such number, as it is. */
export function spreadsheetTime(text: string, epoch: number = from1900): string {
  const [, days, fraction = ''] = pattern.exec(text) ?? /^(\d{5})$/.exec(text) ?? [];
  if (days === undefined) return text;
  const seconds = Number(`0.${fraction}`) * 86_400;
  const nearest = Math.round(seconds);
  const sure = fraction.length <= fewDigits ? 1e-6 : 0.5 * 10 ** -fraction.length * 86_400 + 1e-6;
  const isSecond = Math.abs(seconds - nearest) <= sure;
  if (!isSecond && fraction.length <= 7) return text;
  const ms = isSecond ? nearest * 1_000 : Math.round(seconds * 1_000);
  const time = new Date((Number(days) + epoch) * msPerDay + ms).toISOString();
  return time.slice(0, isSecond ? 19 : 23).replace('T', ' ');
}

/**
 * From which year times count, where they are such numbers: all of them, with fractions, less than a
 * day from one to the next, and on days on which something may have been recorded. A count of
 * seconds is none of it.
 * @param now ms UTC.
 * @param said by a person, for where both are possible.
 * @returns undefined where they are something else.
 * @throws {DamagedFile} where they may count from 1900 and from 1904, and nobody has said which.
 */
export function spreadsheetEpoch(
  times: readonly string[],
  now: number,
  said?: SpreadsheetEpoch,
): SpreadsheetEpoch | undefined {
  const days = times.map((text) => Number(text.replace(',', '.')));
  const isOne = times.every((text) => pattern.test(text) || /^\d{5}$/.test(text));
  const steps = days.slice(1).map((day, i) => Math.abs(day - (days[i] ?? day)));
  const isFine = steps.every((step) => step < 1) && times.some((text) => pattern.test(text));
  if (!isOne || !isFine || days.length === 0) return undefined;
  const within = (epoch: number) =>
    days.every((day) => day + epoch >= earliest && day + epoch <= now / msPerDay + 1);
  if (!within(from1900)) return undefined;
  if (!within(from1904)) return '1900';
  if (said !== undefined) return said;
  const [first = ''] = times;
  throw new DamagedFile(
    `gives its times as a spreadsheet's numbers of days ("${first}"), which count from 1900 in most and from 1904 in some: ` +
      `${spreadsheetTime(first)} or ${spreadsheetTime(first, from1904)}. Choose which on the import page, or by --spreadsheet-days 1900 or 1904, or show the column as date and time and save it again.`,
  );
}

/** How the two are read where somebody has chosen. */
export const spreadsheetReaders = {
  'days-since-1900': (text: string) => spreadsheetTime(text),
  'days-since-1904': (text: string) => spreadsheetTime(text, from1904),
};
