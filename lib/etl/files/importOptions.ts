/** What an import is asked for, and how it tells how far it is. */
import type { DateOrder, FileRow, SpreadsheetEpoch, TableColumns } from './kind.ts';

/** A file with what is known of it besides its content. */
export interface ImportFile {
  path: string;
  /** What people call it, where that is not the last part of its path. */
  name?: string | undefined;
  /** Of a table: the columns, where they were chosen. */
  columns?: TableColumns | undefined;
  /** What comes first in dates with slashes; before what is said of all files. */
  dates?: DateOrder | undefined;
}

export interface FileImportOptions {
  /** Paths, in the order of the command line: of two rows for one instant the later one wins. */
  files: readonly (string | ImportFile)[];
  /** IANA zone in which times without an offset are meant, and by whose days rows are grouped. */
  timeZone: string;
  /** The header of the column that names the person, or true for the recognised one (or the folder). */
  userColumn?: string | true;
  /** What comes first in dates with slashes; without it a file whose own dates do not tell is refused. */
  dates?: DateOrder | undefined;
  /** From which year a spreadsheet's numbers of days count; without it a file that leaves it open is refused. */
  spreadsheetDays?: SpreadsheetEpoch | undefined;
  /** Folder for the rows that are put aside; `close` removes them. */
  spoolDir: string;
  signal?: AbortSignal;
  onProgress?(progress: ImportProgress): void;
}

export interface ImportProgress {
  /** Of the files as they lie on disk. */
  bytesRead: number;
  bytesTotal: number;
  rows: number;
}

/** What a file came to. */
export interface FileEnd {
  /** Daily figures included. */
  rows: number;
  /** Rows that are wrong in themselves, and where the first is and what is the matter with it. */
  refused: number;
  firstRefusal: string | undefined;
}

/** What the rows of an import's files are handed to, file by file; see `RowCollector`. */
export interface RowTaker {
  /** Rows of all files, that of the file being read included. */
  readonly rows: number;
  /** @param kind key of the kind of file that it is. */
  begin(origin: string, kind: string): void;
  nameUserColumn(name: string): void;
  /** Dates with slashes of the file are month first, whether or not they tell so themselves. */
  trustMonthFirst(): void;
  add(row: FileRow): void;
  writeWhenFull(): Promise<void>;
  /** Ends the file. */
  end(): FileEnd;
  /** Leaves out the file that is being read. */
  discard(): void;
}

export function asImportFile(file: string | ImportFile): ImportFile {
  return typeof file === 'string' ? { path: file } : file;
}

/** As messages name it. */
export function nameOf({ path, name }: ImportFile): string {
  return name ?? path;
}
