/** The heart rate of PMData, and of whoever writes such lists of local times. */
import { type JsonRecord, jsonArrayBatches } from '../../files/jsonArray.ts';
import {
  type FileContent,
  type FileKind,
  type FileRow,
  NoHeartRate,
  type ReadOptions,
} from '../../files/kind.ts';
import { restingRow, showsRestingHeartRate } from '../../files/restingRecords.ts';
import { heartRateRecord, personOf, showsHeartRate } from './records.ts';
import { pmdataSource } from './source.ts';

export const pmdata: FileKind = {
  key: pmdataSource.key,
  label: 'heart rate of PMData',
  namesPeople: true,
  recognise: ({ text }) => showsHeartRate(text) || showsRestingHeartRate(text),
  read,
};

async function* read(
  { head, chunks }: FileContent,
  { userColumn, onUserColumn }: ReadOptions,
): AsyncGenerator<FileRow[]> {
  const user = personOf(head.name) ?? '';
  if (user !== '') onUserColumn('folder');
  else if (userColumn !== undefined) {
    throw new NoHeartRate(
      'lies in no folder such as p01 that names its person; import it with --user.',
    );
  }
  const isResting = showsRestingHeartRate(head.text);
  for await (const records of jsonArrayBatches(chunks)) {
    yield records.flatMap((record) =>
      isResting ? restingRow(record, user) : [fileRow(record, user)],
    );
  }
}

function fileRow(record: JsonRecord, user: string): FileRow {
  const line = record.ordinal;
  const malformed = { line, user, refused: 'row-malformed' as const };
  if ('malformed' in record) {
    return { ...malformed, detail: 'It is no JSON.', text: record.malformed };
  }
  const read = heartRateRecord.safeParse(record.value);
  if (!read.success) {
    const detail = 'It is no record of heart rate: dateTime and value.bpm are needed.';
    return { ...malformed, detail, text: JSON.stringify(record.value) };
  }
  const { dateTime, value } = read.data;
  const row = { line, user, time: dateTime, value: value.bpm };
  return value.confidence === undefined ? row : { ...row, contact: value.confidence > 0 };
}
