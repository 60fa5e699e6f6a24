/**
 * The JSON of a Google Takeout, wherever in the archive it lies. Its CSV twins in `…_GoogleData` are
 * tables like others; as both give the same instants, what is in both counts once.
 */
import { type JsonRecord, jsonArrayBatches } from '../../files/jsonArray.ts';
import type { FileContent, FileKind, FileRow } from '../../files/kind.ts';
import { heartRateRecord, showsHeartRate, TakeoutTimeReader } from './records.ts';

export const takeout: FileKind = {
  key: 'takeout',
  label: 'heart rate of a Google Takeout',
  namesPeople: false,
  recognise: ({ text }) => showsHeartRate(text),
  read,
};

async function* read({ chunks }: FileContent): AsyncGenerator<FileRow[]> {
  const time = new TakeoutTimeReader();
  for await (const records of jsonArrayBatches(chunks)) {
    yield records.map((record) => fileRow(record, time));
  }
}

function fileRow(record: JsonRecord, time: TakeoutTimeReader): FileRow {
  const line = record.ordinal;
  if ('malformed' in record) {
    return { line, refused: 'row-malformed', detail: 'It is no JSON.', text: record.malformed };
  }
  const read = heartRateRecord.safeParse(record.value);
  const text = () => JSON.stringify(record.value);
  if (!read.success) {
    const detail = 'It is no record of heart rate: dateTime and value.bpm are needed.';
    return { line, refused: 'row-malformed', detail, text: text() };
  }
  const { dateTime, value } = read.data;
  const ms = time.read(dateTime);
  if (Number.isNaN(ms)) {
    const detail = 'Its dateTime is no time such as 04/12/20 07:00:04.';
    return { line, refused: 'time-unreadable', detail, text: text() };
  }
  if (value.confidence === undefined) return { line, time: ms, value: value.bpm };
  return { line, time: ms, value: value.bpm, contact: value.confidence > 0 };
}
