/** Tables of heart rate: Fitabase, Kaggle, and whatever has such columns. */
import { shown } from '../../files/failures.ts';
import {
  type FileContent,
  type FileHead,
  type FileKind,
  type FileRow,
  isNoFigure,
  type NotOfAnyKind,
  type ReadOptions,
  type TableNotation,
} from '../../files/kind.ts';
import { openTable, type Row } from '../../files/table.ts';
import { withClock } from '../../files/writtenDay.ts';
import { refuseDays, type TimedRow } from './dailyTable.ts';
import { maybeHeartRateZone, plainHeader } from './headers.ts';
import { type Columns, cellsOf, headerReader } from './records.ts';
import { csvSource } from './source.ts';
import { spreadsheetEpoch } from './spreadsheetDays.ts';
import { saysOffset, secondsOfOffset, type TimeReader, timeReaders, withOffset } from './times.ts';

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
  if (text.includes('com.google.heart_rate.bpm')) {
    return { because: 'is heart rate of Google Fit, a format that is not read.' };
  }
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
  { columns: chosen, dates, spreadsheetDays, userColumn, onUserColumn, onMonthFirst }: ReadOptions,
): AsyncGenerator<FileRow[]> {
  const named = fitabasePerson(head.name);
  const column = named !== undefined && userColumn === true ? undefined : userColumn;
  const reader = headerReader({ name: head.name, userColumn: column, chosen });
  const { columns, rows } = await openTable(chunks, reader);
  const person = columns.user === undefined ? named : undefined;
  if (columns.user !== undefined) onUserColumn(columns.header[columns.user] ?? '');
  else if (person !== undefined) onUserColumn('file');
  const notation = chosen?.notation ?? (dates === 'day-first' ? 'day-first' : 'as-written');
  // Whoever has chosen the columns has said which it is; a day first has been turned round by then.
  if (chosen || dates || columns.isMonthFirst || person) onMonthFirst();
  let timeOf: TimeReader | undefined = chosen && timeReaders[notation];
  let proven: Columns | undefined;
  const rowOf = columns.isDaily ? dailyRow : fileRow;
  let isLookedAt = columns.isDaily;
  for await (const batch of rows) {
    timeOf ??= timeReaderFor(batch, columns, { notation, spreadsheetDays });
    if (timeOf && !isLookedAt) {
      const first = timedRows(batch, columns, timeOf);
      refuseDays(first);
      isLookedAt = first.length > 0;
    }
    proven ??= withoutHeartRateZone(batch, columns);
    const [of, times] = [proven ?? columns, timeOf ?? timeReaders[notation]];
    yield batch.flatMap((row) => rowOf(row, of, times, person) ?? []);
  }
}

/** By the first rows; undefined where there are none yet. */
function timeReaderFor(
  batch: readonly Row[],
  columns: Columns,
  { notation, spreadsheetDays }: { notation: TableNotation } & Pick<ReadOptions, 'spreadsheetDays'>,
): TimeReader | undefined {
  const times = batch.flatMap(({ fields }) => (fields ? [cellsOf(fields, columns).time] : []));
  if (times.length === 0) return undefined;
  const epoch = spreadsheetEpoch(times, Date.now(), spreadsheetDays);
  return timeReaders[epoch === undefined ? notation : (`days-since-${epoch}` as const)];
}

function timedRows(batch: readonly Row[], columns: Columns, timeOf: TimeReader): TimedRow[] {
  return batch.flatMap(({ fields }) => {
    if (!fields) return [];
    const { user, time: written } = cellsOf(fields, columns);
    return [{ user, written, time: timeOf(written) }];
  });
}

/**
 * A column `zone` is the zone of the heart rate where none of the first rows has a time zone in it.
 * Undefined where there are no rows yet.
 */
function withoutHeartRateZone(batch: readonly Row[], columns: Columns): Columns | undefined {
  const { offset, header } = columns;
  if (offset === undefined || plainHeader(header[offset] ?? '') !== maybeHeartRateZone) {
    return columns;
  }
  const cells = batch.flatMap(({ fields }) => (fields ? [cellsOf(fields, columns).offset] : []));
  if (cells.length === 0) return undefined;
  return cells.some(saysOffset) ? columns : { ...columns, offset: undefined };
}

/** Fitabase names a file by its person: `1503960366_heartrate_1min_20160312_20160411.csv`. */
function fitabasePerson(name: string): string | undefined {
  return /(?:^|[\\/])([^\\/]+?)_heartrate_[a-z\d]+_\d{8}_\d{8}\.csv$/i.exec(name)?.[1];
}

/** Undefined where the row has no figure of its day. */
function dailyRow(
  row: Row,
  columns: Columns,
  timeOf: TimeReader,
  person: string | undefined,
): FileRow | undefined {
  if (!row.fields) return malformed(row);
  const { user, time, value } = cellsOf(row.fields, columns);
  if (isNoFigure(value)) return undefined;
  const read = timeOf(/^-?\d+(?:[.,]\d+)?$/.test(time) ? time : withClock(time));
  const day = dayOf(typeof read === 'number' ? new Date(read).toISOString() : read);
  return { line: row.line, user: person ?? user, day, restingHeartRate: value.replace(',', '.') };
}

/** Midnight, of UTC too, stands for the day that is written, wherever the person is. */
function dayOf(time: string): string {
  return time.replace(/[T ]00:00(?::00(?:\.0+)?)?(?: ?(?:Z|UTC|[+-]\d\d:?\d\d))?$/, '');
}

function malformed({ line, text, problem }: Row): FileRow {
  return { line, text, refused: 'row-malformed', detail: problem ?? 'It is malformed.' };
}

function fileRow(
  row: Row,
  columns: Columns,
  timeOf: TimeReader,
  person: string | undefined,
): FileRow {
  const { line, text, fields } = row;
  if (!fields) return malformed(row);
  const { user, time: written, value, offset, deviceOffset } = cellsOf(fields, columns);
  const local = timeOf(written);
  const zone = columns.offset === undefined ? (columns.isUtc ? 'UTC' : undefined) : offset;
  const time = zone === undefined ? local : withOffset(local, zone);
  const place = { line, text, user: person ?? user };
  if (deviceOffset === '') return { ...place, time, value };
  const utcOffset = secondsOfOffset(deviceOffset);
  if (utcOffset !== undefined) return { ...place, time, value, utcOffset };
  const detail = `"${shown(deviceOffset, 20)}" is no offset from UTC such as +05:30; leave the cell empty where it is not known.`;
  return { ...place, refused: 'row-malformed', detail };
}
