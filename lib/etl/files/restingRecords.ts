/**
 * Fitbit's resting heart rate as its JSON exports have it, a record a day:
 * `{"dateTime":"01/01/20 00:00:00","value":{"date":"01/01/20","value":61.37,"error":6.1}}`.
 */
import { z } from 'zod';
import type { JsonRecord } from './jsonArray.ts';
import { type FileRow, isNoFigure } from './kind.ts';

const restingRecord = z.object({
  value: z.object({
    /** `MM/DD/YY`, the person's own day; null where there is no figure. */
    date: z.string().nullish(),
    /** bpm; 0 where there is no figure. */
    value: z.union([z.number(), z.string()]).nullish(),
  }),
});

const datePattern = /^(\d\d)\/(\d\d)\/(\d\d)$/;
const shape = /"value"\s*:\s*\{(?=[^{}]*"date"\s*:)(?=[^{}]*"value"\s*:)(?=[^{}]*"error"\s*:)/;

/** Whether the beginning of a JSON file shows such records. */
export function showsRestingHeartRate(text: string): boolean {
  return /^\s*\[\s*\{/.test(text) && /"dateTime"\s*:/.test(text) && shape.test(text);
}

/** None where the record says that there is no figure of its day. */
export function restingRow(record: JsonRecord, user?: string): FileRow[] {
  const line = record.ordinal;
  const refused = (detail: string, text: string): FileRow[] => [
    { line, refused: 'row-malformed', detail, text, ...(user !== undefined && { user }) },
  ];
  if ('malformed' in record) return refused('It is no JSON.', record.malformed);
  const text = JSON.stringify(record.value);
  const read = restingRecord.safeParse(record.value);
  if (!read.success) {
    return refused('It is no record of resting heart rate: value.value is needed.', text);
  }
  const { date, value } = read.data.value;
  if (value === null || value === undefined || isNoFigure(value)) return [];
  const [, month, day, year] = datePattern.exec(date ?? '') ?? [];
  if (!year) return refused('Its value.date is no date such as 04/12/20.', text);
  const row = { line, day: `20${year}-${month}-${day}`, restingHeartRate: value };
  return [user === undefined ? row : { ...row, user }];
}
