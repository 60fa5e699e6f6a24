/** What an import is asked for, and how it tells how far it is. */

export interface FileImportOptions {
  /** Paths, in the order of the command line: of two rows for one instant the later one wins. */
  files: readonly string[];
  /** IANA zone in which times without an offset are meant, and by whose days rows are grouped. */
  timeZone: string;
  /** The header of the column that names the person, or true for the recognised one (or the folder). */
  userColumn?: string | true;
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
