/** Heart rate in the export of Apple Health: `Record` elements, whose times carry an offset. */
import type { FileRow } from '../../files/kind.ts';

export const heartRateType = 'HKQuantityTypeIdentifierHeartRate';

/** What Apple calls beats per minute. */
const beatsPerMinute = 'count/min';

export type RecordAttributes = Partial<Record<string, string>>;

/**
 * `<Record type="HKQuantityTypeIdentifierHeartRate" sourceName="…" unit="count/min"
 * startDate="2022-10-30 01:05:00 +0100" endDate="…" value="64">`; a value belongs to the start.
 * @param line of the element in the file.
 */
export function rowOf(attributes: RecordAttributes, line: number): FileRow {
  const { startDate, value, unit } = attributes;
  const refused = (detail: string): FileRow => {
    return { line, refused: 'row-malformed', detail, text: JSON.stringify(attributes) };
  };
  if (startDate === undefined) return refused('It has no startDate.');
  if (value === undefined) return refused('It has no value.');
  if (unit !== undefined && unit !== beatsPerMinute) {
    return refused(`Its unit is "${unit.slice(0, 40)}" and not ${beatsPerMinute}.`);
  }
  return { line, time: startDate, value };
}
