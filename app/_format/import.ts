/** An import in words. */
import type { FileCheckAnswer, ImportedPerson, ImportRecord } from '#lib/contract/imports.ts';
import { formatCount, plural } from './numbers.ts';
import { formatLocalDate } from './time.ts';

const kinds: Record<string, string> = {
  csv: 'CSV table',
  takeout: 'Google Takeout',
  'apple-health': 'Apple Health',
  fit: 'FIT',
  pmdata: 'PMData',
};

export function kindWords(keys: readonly string[]): string {
  return keys.map((key) => kinds[key] ?? key).join(', ');
}

export const importStateWords: Record<ImportRecord['state'], string> = {
  uploading: 'Waiting for files',
  checking: 'Being checked',
  checked: 'Ready to import',
  queued: 'Waiting for a worker',
  running: 'Being imported',
  done: 'Done',
  failed: 'Failed',
  cancelled: 'Cancelled',
};

/** `12.5 MB`, in powers of 1000. */
export function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  const power = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), units.length - 1);
  const value = bytes / 1000 ** power;
  return `${value < 10 && power > 0 ? value.toFixed(1) : Math.round(value)} ${units[power]}`;
}

/** `12 Apr 2016 to 12 May 2016`, or one day alone. */
export function spanWords({ firstDate, lastDate }: Pick<ImportedPerson, 'firstDate' | 'lastDate'>) {
  if (firstDate === null || lastDate === null) return 'no day';
  const first = formatLocalDate(firstDate);
  return firstDate === lastDate ? first : `${first} to ${formatLocalDate(lastDate)}`;
}

/** What is in a file: `5,432 rows, 12 Apr 2016 to 12 May 2016, 2 people`. */
export function foundWords({ rows, rejected, people, userColumn }: FileCheckAnswer): string {
  const figures = people.reduce((sum, person) => sum + (person.figures ?? 0), 0);
  const ofDays = `heart rates of ${plural(figures, 'day')}`;
  const hasRows = rows > 0 || figures === 0;
  return [
    // A file of figures alone has no rows to speak of.
    hasRows ? plural(rows, 'row') : `Resting ${ofDays}`,
    spanWords(outerSpan(people)),
    ...(userColumn === null ? [] : [plural(people.length, 'person', 'people')]),
    ...(rejected > 0 ? [`${formatCount(rejected)} of them no reading`] : []),
    ...(hasRows && figures > 0 ? [`resting ${ofDays}`] : []),
  ].join(', ');
}

/** First and last day of all people together. */
export function outerSpan(people: readonly ImportedPerson[]) {
  const firsts = people.flatMap(({ firstDate }) => firstDate ?? []);
  const lasts = people.flatMap(({ lastDate }) => lastDate ?? []);
  return { firstDate: firsts.sort()[0] ?? null, lastDate: lasts.sort().at(-1) ?? null };
}
