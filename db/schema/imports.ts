import {
  bigint,
  boolean,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
} from 'drizzle-orm/pg-core';
import type {
  FileCheckAnswer,
  TableColumnsAnswer,
  TablePreviewAnswer,
} from '#lib/contract/imports.ts';
import { dateOrders, importFileStates } from '#lib/contract/limits.ts';
import { users } from './users.ts';

export const storedImportStates = [
  'open',
  'queued',
  'running',
  'done',
  'failed',
  'cancelled',
] as const;
export const importVias = ['upload', 'command'] as const;

/** How tables are to be read, where whoever brought them has said so. */
export interface ImportReading {
  /** The header of the column that names people, or true for the recognised one (or the folder). */
  userColumn?: string | true | undefined;
  /** What comes first in dates with slashes. */
  dates?: 'month-first' | 'day-first' | undefined;
  /** From which year a spreadsheet's numbers of days count. */
  spreadsheetDays?: '1900' | '1904' | undefined;
}

const count = (name: string) => bigint(name, { mode: 'number' }).notNull().default(0);
const at = (name: string) => timestamp(name, { withTimezone: true });

/** Files that somebody brought, and what became of them. */
export const imports = pgTable('imports', {
  id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  via: text({ enum: importVias }).notNull(),
  state: text({ enum: storedImportStates }).notNull(),
  bytesTotal: count('bytes_total'),
  bytesRead: count('bytes_read'),
  rowsRead: count('rows_read'),
  reading: jsonb().$type<ImportReading>(),
  notes: jsonb().$type<string[]>().notNull().default([]),
  error: text(),
  createdAt: at('created_at').notNull().defaultNow(),
  /** When its files were last added to or changed: by this an abandoned one is told. */
  touchedAt: at('touched_at').notNull().defaultNow(),
  startedAt: at('started_at'),
  cancelRequestedAt: at('cancel_requested_at'),
  finishedAt: at('finished_at'),
});

export const importFiles = pgTable('import_files', {
  id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  importId: bigint('import_id', { mode: 'number' })
    .notNull()
    .references(() => imports.id, { onDelete: 'cascade' }),
  /** Its name in the folder of uploads; null for a file that a command read where it lay. */
  uploadId: text('upload_id').unique(),
  path: text(),
  name: text().notNull(),
  size: bigint({ mode: 'number' }).notNull(),
  modifiedMs: bigint('modified_ms', { mode: 'number' }),
  received: count('received'),
  state: text({ enum: importFileStates }).notNull(),
  checkedBytes: count('checked_bytes'),
  checkedRows: count('checked_rows'),
  result: jsonb().$type<FileCheckAnswer>(),
  preview: jsonb().$type<TablePreviewAnswer>(),
  columns: jsonb().$type<TableColumnsAnswer>(),
  /** What comes first in dates with slashes of its tables, where somebody has said so. */
  dates: text({ enum: dateOrders }),
  /** Whether a table in it leaves that open. */
  asksDates: boolean('asks_dates').notNull().default(false),
  error: text(),
  removedAt: at('removed_at'),
});

/** Whose the rows are, by the name in the files; the empty name is of rows that name nobody. */
export const importPeople = pgTable(
  'import_people',
  {
    importId: bigint('import_id', { mode: 'number' })
      .notNull()
      .references(() => imports.id, { onDelete: 'cascade' }),
    name: text().notNull(),
    position: integer().notNull(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    timeZone: text('time_zone').notNull(),
  },
  (table) => [primaryKey({ columns: [table.importId, table.name] })],
);
