/** What a kind of file is: how it is known by its content, and the rows that reading it gives. */
import type { RejectedRecord } from '../types.ts';

/** The beginning of a file, from which its kind is told. */
export interface FileHead {
  /** The first `headLength` bytes, or all there are. */
  bytes: Buffer;
  /** The same as UTF-8 text, without a byte order mark. */
  text: string;
  /** Path in the archive, or the file's name: a hint where contents look alike, never a proof. */
  name: string;
}

/** Bytes of a file by which its kind is told. */
export const headLength = 4_096;

export interface FileContent {
  head: FileHead;
  /** The whole file, the head included; to be read once. */
  chunks: AsyncIterable<Buffer>;
}

export interface ReadingRow {
  /** 1-based line, or the ordinal of the record where the file has no lines. */
  line: number;
  /** As written, or ms UTC where the file's times are instants in a notation of its own. */
  time: string | number;
  /** bpm as the file has it. */
  value: string | number;
  /** Who it is of, where the file says so; '' or absent where it does not. */
  user?: string;
  /** What the device's clock was ahead of UTC, s, in whole minutes; absent where the file does not say. */
  utcOffset?: number;
  /** Whether the device touched skin; absent where the file does not say. */
  contact?: boolean;
  /** The row as it stands in the file, for the case that it is refused; made of time and value when absent. */
  text?: string;
}

/** A row that is no reading. */
export interface RefusedRow {
  line: number;
  user?: string;
  refused: RejectedRecord['reason'] & ('row-malformed' | 'time-unreadable');
  /** Why, as a sentence. */
  detail: string;
  /** The row as it stands in the file. */
  text: string;
}

/** The vendor's own figure of one local day. Where the vendor gives none, there is no such row. */
export interface DailyRow {
  line: number;
  /** The day as a date or a time is written; of a time with an offset it is the day in the person's zone. */
  day: string;
  /** bpm as the file has it, parts of a beat included. */
  restingHeartRate: string | number;
  user?: string;
}

export type FileRow = ReadingRow | DailyRow | RefusedRow;

/** Whether a file, by its name and path, has one figure a day, whatever its column is called. */
export function namesDailyFigure(path: string): boolean {
  return /(?:^|[\\/])daily[ _-]/i.test(path);
}

/** Whether that is the resting heart rate. */
export function namesRestingHeartRate(path: string): boolean {
  return /resting[ _-]?(?:heart|hr)/i.test(path);
}

/** Whether a vendor's figure is none: Takeout writes 0.0 for days on which it found none. */
export function isNoFigure(value: string | number): boolean {
  if (typeof value === 'number') return value === 0;
  return /^(?:[+-]?0*(?:[.,]0*)?|-+|n\/?a|nan|null|none)$/i.test(value.trim());
}

/** Which columns of a table are what, where a person says so; indices from 0. */
export interface TableColumns {
  /** One column, or one of dates and one of times. */
  time: readonly number[];
  value: number;
  /** Absent where no column names the person. */
  user?: number | undefined;
  notation: TableNotation;
  /** Whether the first line names the columns. */
  hasHeader: boolean;
  /** Whether a row is a day with the vendor's own resting heart rate, and no sample. */
  isDaily?: boolean | undefined;
}

export type TableNotation =
  /** As any other file: ISO 8601, or with slashes and the month first. */
  | 'as-written'
  /** `13/4/2016 7:21:00`, with `/`, `.` or `-`. */
  | 'day-first'
  | 'unix-seconds'
  | 'unix-milliseconds'
  /** A spreadsheet's numbers of days: `45823.58339`. */
  | 'days-since-1900'
  | 'days-since-1904';

export interface ReadOptions {
  /** For tables whose columns were chosen; other kinds know theirs. */
  columns?: TableColumns | undefined;
  /** What comes first in dates with slashes, where somebody has said so. */
  dates?: DateOrder | undefined;
  /** From which year a spreadsheet's numbers of days count, where both are possible and somebody has said so. */
  spreadsheetDays?: SpreadsheetEpoch | undefined;
  /** The header of the column that names the person, or true for the recognised one. */
  userColumn: string | true | undefined;
  /** Told what names the people of the file (the header of a column, a folder) before its first row. */
  onUserColumn(name: string): void;
  /** To be called where dates with slashes are known to be month first, before the first row. */
  onMonthFirst(): void;
}

export type SpreadsheetEpoch = '1900' | '1904';

export type DateOrder = 'month-first' | 'day-first';

export interface FileKind {
  key: string;
  /** For people, as in "no {label}". */
  label: string;
  /** Whether its rows may name people, so that `userColumn` can be asked for. */
  namesPeople: boolean;
  /**
   * Whether a file is of this kind, by its content. A sentence's end (`is …`) says that no other
   * kind need be asked, and why the file holds no heart rate that could be read.
   */
  recognise(head: FileHead): boolean | NotOfAnyKind;
  /**
   * Rows in the file's order, some thousands at a time, with memory that does not grow with the file.
   * A row that is wrong is a `RefusedRow`; what is wrong with the file as a whole throws.
   * @throws {NoHeartRate} for a sound file without heart rate, {DamagedFile} for one that is broken.
   */
  read(content: FileContent, options: ReadOptions): AsyncIterable<FileRow[]>;
}

/** Why no kind can be told; the end of a sentence that begins with the file's name. */
export interface NotOfAnyKind {
  because: string;
}

/** Why a sound file gives no heart rate, as the end of a sentence that begins with the file's name. */
export class NoHeartRate extends Error {
  override readonly name = 'NoHeartRate';
}

/** What is broken in a file, as the end of a sentence that begins with the file's name. */
export class DamagedFile extends Error {
  override readonly name = 'DamagedFile';
}
