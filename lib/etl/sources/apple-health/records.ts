/** Heart rate in the export of Apple Health: `Record` elements, whose times carry an offset. */
import type { FileRow } from '../../files/kind.ts';
import { textOf } from './exportText.ts';

const heartRateType = 'HKQuantityTypeIdentifierHeartRate';
const restingHeartRateType = 'HKQuantityTypeIdentifierRestingHeartRate';

/** Units of heart rate, in bpm each; Apple writes `count/min`, what others put into Health the rest. */
const units: Partial<Record<string, number>> = {
  'count/min': 1,
  'beats/min': 1,
  bpm: 1,
  'count/s': 60,
  Hz: 60,
};

export type RecordAttributes = Partial<Record<string, string>>;

/** The attributes from which a row is made. */
export const rowAttributes = ['type', 'unit', 'startDate', 'value'] as const;

/** Whether records of the type give rows. */
export function isOfInterest(type: string | undefined): boolean {
  return type === heartRateType || type === restingHeartRateType;
}

/** The rows of a record: none where it is of something else. */
export function rowsOf(attributes: RecordAttributes, line: number): FileRow[] {
  if (attributes.type === heartRateType) return [rowOf(attributes, line)];
  return attributes.type === restingHeartRateType ? [restingRowOf(attributes, line)] : [];
}

/** Health's own resting heart rate: one record a day, which begins on it. */
function restingRowOf(attributes: RecordAttributes, line: number): FileRow {
  const row = rowOf(attributes, line);
  if (!('value' in row)) return row;
  return { line, day: String(row.time), restingHeartRate: row.value };
}

/**
 * `<Record type="HKQuantityTypeIdentifierHeartRate" sourceName="…" unit="count/min"
 * startDate="2022-10-30 01:05:00 +0100" endDate="…" value="64">`; a value belongs to the start, not
 * to its creation, which may be years later.
 * @param line of the element in the file.
 */
function rowOf(attributes: RecordAttributes, line: number): FileRow {
  const { startDate, value, unit } = attributes;
  const refused = (detail: string): FileRow => {
    return { line, refused: 'row-malformed', detail, text: textOf(JSON.stringify(attributes)) };
  };
  if (startDate === undefined) return refused('It has no startDate.');
  if (value === undefined) return refused('It has no value.');
  const bpm = unit === undefined ? 1 : units[unit];
  if (bpm === undefined) {
    const known = Object.keys(units).join(', ');
    return refused(`Its unit is "${textOf(unit?.slice(0, 40) ?? '')}" and none of ${known}.`);
  }
  if (bpm === 1) return { line, time: startDate, value };
  const inBpm = Number(value) * bpm;
  return { line, time: startDate, value: inBpm, text: JSON.stringify(attributes) };
}
