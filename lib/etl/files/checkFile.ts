/** Reads a file through to its end, to say what an import of it would find. */

import { tmpdir } from 'node:os';
import type { CheckedPerson } from './checkedRows.ts';
import { CheckedRows } from './checkedRows.ts';
import { unreadable } from './failures.ts';
import { FilesReader } from './filesReader.ts';
import { type FileImportOptions, type ImportFile, nameOf } from './importOptions.ts';
import { sizeOfFile } from './inputs.ts';

export interface FileCheck {
  /** Keys of the kinds that were recognised in it, several in an archive. */
  kinds: string[];
  /** Rows of data: readings and refused ones. */
  rows: number;
  /** Of these, the ones that are no reading. */
  rejected: number;
  /** Readings whose time is without an offset, so that a zone has to be known. */
  naive: number;
  /** Whose rows they are, in the order in which they appear. */
  people: CheckedPerson[];
  /** Header of the column that names the people; null where none does. */
  userColumn: string | null;
  /** Sentences on what was left out. */
  notes: string[];
  /** Whether a table in it was left out as its dates may be day first or month first. */
  asksDates: boolean;
}

/**
 * No row is put aside; memory is bounded whatever the file's size.
 * @throws {HeartlineError} FILE_UNREADABLE for a file that is missing, of no known kind, damaged or
 * without heart rate (an archive: if nothing else in it holds any); CANCELLED when `signal` aborts.
 */
export async function checkFile(
  file: ImportFile,
  options: Partial<
    Pick<
      FileImportOptions,
      'userColumn' | 'dates' | 'spreadsheetDays' | 'signal' | 'onProgress' | 'spoolDir'
    >
  > = {},
): Promise<FileCheck> {
  const rows = new CheckedRows();
  const settings = { spoolDir: tmpdir(), ...options };
  const reader = new FilesReader(settings, rows, await sizeOfFile(file.path));
  await reader.read(file);
  const notes = reader.notes();
  if (rows.rows + rows.figures === 0) {
    throw unreadable(nameOf(file), 'has a header and no rows; there is nothing to import.');
  }
  const people = rows.people();
  const rejected = people.reduce((sum, person) => sum + person.rejected, 0);
  const { kinds, naive, userColumn } = rows;
  const { asksDates } = reader;
  const counts = { rows: rows.rows, rejected, naive };
  return { kinds: [...kinds], ...counts, people, userColumn, notes, asksDates };
}
