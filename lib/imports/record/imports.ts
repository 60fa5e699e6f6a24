/** The record of imports: that there is one, and how it stands. */
import { eq, sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { type ImportReading, imports } from '#db/schema/imports.ts';
import { HeartlineError } from '#lib/errors.ts';

export type StoredImport = typeof imports.$inferSelect;

export type Orm = Pick<Database['orm'], 'select' | 'insert' | 'update' | 'delete'>;

/** @param reading how its tables are to be read; by default as they say themselves. */
export async function createImport(
  { orm }: Database,
  via: StoredImport['via'],
  reading: ImportReading = {},
): Promise<number> {
  const [row] = await orm
    .insert(imports)
    .values({ via, state: 'open', reading })
    .returning({ id: imports.id });
  if (!row) throw new Error('The database answered an insert without its row.');
  return row.id;
}

/** @throws {HeartlineError} IMPORT_NOT_FOUND. */
export async function findImport(
  { orm }: Pick<Database, 'orm'>,
  id: number,
): Promise<StoredImport> {
  const [row] = await orm.select().from(imports).where(eq(imports.id, id));
  if (row) return row;
  throw noImport(id);
}

/** Whoever changes an import, its files or its people takes turns from here on. */
export async function lockImport(orm: Orm, id: number): Promise<StoredImport> {
  const [row] = await orm.select().from(imports).where(eq(imports.id, id)).for('update');
  if (row) return row;
  throw noImport(id);
}

export async function touch(orm: Orm, id: number): Promise<void> {
  await orm.update(imports).set({ touchedAt: sql`clock_timestamp()` }).where(eq(imports.id, id));
}

export function stateRefused(
  row: Pick<StoredImport, 'id' | 'state'>,
  what: string,
): HeartlineError {
  const words = {
    open: 'still takes files',
    queued: 'waits for a worker',
    running: 'is under way',
    done: 'is done',
    failed: 'has failed',
    cancelled: 'was cancelled',
  };
  return new HeartlineError('IMPORT_STATE', `Import ${row.id} ${words[row.state]}, so ${what}`);
}

function noImport(id: number): HeartlineError {
  return new HeartlineError(
    'IMPORT_NOT_FOUND',
    `There is no import ${id}. GET /api/imports lists those there are.`,
  );
}
