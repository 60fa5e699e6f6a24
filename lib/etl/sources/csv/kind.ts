/** Tables of heart rate: Fitabase, Kaggle, and whatever has such columns. */
import type {
  FileContent,
  FileHead,
  FileKind,
  FileRow,
  NotOfAnyKind,
  ReadOptions,
} from '../../files/kind.ts';
import { openTable, type Row } from '../../files/table.ts';
import { type Columns, cellsOf, headerReader } from './records.ts';
import { csvSource } from './source.ts';
import { timeReaders } from './times.ts';

export const csv: FileKind = {
  key: csvSource.key,
  label: 'a CSV table',
  namesPeople: true,
  recognise,
  read: readTable,
};

/** A header says itself what it is, and where it is not understood, the message says what would be. */
function recognise({ text }: FileHead): boolean | NotOfAnyKind {
  const start = text.trimStart();
  if (/^\[\s*\]/.test(start)) return { because: 'is an empty list of JSON.' };
  if (/^(?:\[\s*)?\{\s*"/.test(start)) {
    return {
      because: 'is JSON, but no list of heart-rate records as Takeout or PMData have them.',
    };
  }
  if (/^<[?!a-z]/i.test(start))
    return { because: 'is XML or HTML, but no export of Apple Health.' };
  return true;
}

async function* readTable(
  { head, chunks }: FileContent,
  { columns: chosen, userColumn, onUserColumn }: ReadOptions,
): AsyncGenerator<FileRow[]> {
  const reader = headerReader({ name: head.name, userColumn, chosen });
  const { columns, rows } = await openTable(chunks, reader);
  if (columns.user !== undefined) onUserColumn(columns.header[columns.user] ?? '');
  const timeOf = timeReaders[chosen?.notation ?? 'as-written'];
  for await (const batch of rows) yield batch.map((row) => fileRow(row, columns, timeOf));
}

function fileRow(
  { line, text, fields, problem }: Row,
  columns: Columns,
  timeOf: (text: string) => string | number,
): FileRow {
  if (fields) {
    const cells = cellsOf(fields, columns);
    return { line, text, ...cells, time: timeOf(cells.time) };
  }
  return { line, text, refused: 'row-malformed', detail: problem ?? 'It is malformed.' };
}
