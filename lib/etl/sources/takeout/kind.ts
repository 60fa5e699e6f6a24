/**
 * The JSON of a Google Takeout and its CSV twins in `…_GoogleData`, wherever in the archive they lie:
 * known by their content, whatever the folders are called. Both give the same instants and are of one
 * source, so that what is in both counts once.
 */
import { type JsonRecord, jsonArrayBatches } from '../../files/jsonArray.ts';
import {
  type FileContent,
  type FileHead,
  type FileKind,
  type FileRow,
  isNoFigure,
  type NotOfAnyKind,
  namesDailyFigure,
} from '../../files/kind.ts';
import { restingRow, showsRestingHeartRate } from '../../files/restingRecords.ts';
import { openTable, type Row } from '../../files/table.ts';
import {
  csvColumns,
  heartRateRecord,
  isRestingTable,
  showsHeartRate,
  showsHeartRateTable,
  TakeoutTimeReader,
} from './records.ts';
import { takeoutSource } from './source.ts';

export const takeout: FileKind = {
  key: takeoutSource.key,
  label: 'heart rate of a Google Takeout',
  namesPeople: false,
  recognise,
  read: (content) => {
    const { text } = content.head;
    if (showsHeartRate(text)) return readJson(content);
    return showsRestingHeartRate(text) ? readResting(content) : readTable(content);
  },
};

function recognise({ text, name }: FileHead): boolean | NotOfAnyKind {
  if (showsHeartRate(text) || isResting(text)) return true;
  if (!showsHeartRateTable(text)) return false;
  if (isRestingTable(name, text) || !namesDailyFigure(name)) return true;
  return { because: 'gives one figure a day and no samples, by the name of the file.' };
}

/** PMData has the same records with its own dates; those of Takeout begin with the month. */
function isResting(text: string): boolean {
  return showsRestingHeartRate(text) && !/"dateTime"\s*:\s*"\d{4}-/.test(text);
}

async function* readTable({ head, chunks }: FileContent): AsyncGenerator<FileRow[]> {
  const { rows } = await openTable(chunks, {
    understand: () => csvColumns,
    refusal: (header) => `has the header "${header}", which no Takeout has.`,
  });
  const isResting = isRestingTable(head.name, head.text);
  for await (const batch of rows) {
    yield isResting ? batch.flatMap((row) => dailyRow(tableRow(row))) : batch.map(tableRow);
  }
}

/** `2024-05-01T00:00:00Z` is the person's day of that name there, not midnight UTC. */
function dailyRow(row: FileRow): FileRow[] {
  if (!('value' in row)) return [row];
  if (isNoFigure(row.value)) return [];
  const day = String(row.time).replace(/T00:00:00(?:\.0+)?Z$/, '');
  return [{ line: row.line, day, restingHeartRate: row.value }];
}

async function* readResting({ chunks }: FileContent): AsyncGenerator<FileRow[]> {
  for await (const records of jsonArrayBatches(chunks)) {
    yield records.flatMap((record) => restingRow(record));
  }
}

function tableRow({ line, text, fields, problem }: Row): FileRow {
  if (!fields) {
    return { line, text, refused: 'row-malformed', detail: problem ?? 'It is malformed.' };
  }
  const cell = (index: number) => (fields[index] ?? '').trim();
  return { line, text, time: cell(csvColumns.time), value: cell(csvColumns.value) };
}

async function* readJson({ chunks }: FileContent): AsyncGenerator<FileRow[]> {
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
