/** What uploads leave behind goes: of imports that ended, of those that were abandoned, and of nobody's. */
import type { Database } from '#db/client.ts';
import { removeUploadsOf } from './removeUploads.ts';
import { removeUploaded, uploadsOlderThan } from './uploadFolder.ts';

/** Days for which an import that nobody touches is kept open. */
const abandonedAfter = 7;
/** Hours for which one that was cancelled or failed may be started again without another upload. */
const keptAfterEnd = 24;

const dayMs = 86_400_000;

/** @returns how many imports lost their uploads, or were closed as abandoned. */
export async function cleanUploads(database: Database, dataDir: string): Promise<number> {
  const { sql } = database;
  const abandoned = await sql<{ id: string }[]>`
    update imports set state = 'cancelled', finished_at = clock_timestamp(),
      error = ${`Nobody touched it for ${abandonedAfter} days, so it was given up and its files were removed.`}
    where state = 'open' and touched_at < now() - make_interval(days => ${abandonedAfter})
    returning id`;
  const ended = await sql<{ id: string }[]>`
    select id from imports where exists (
        select from import_files where import_id = imports.id and upload_id is not null and removed_at is null)
      and (state = 'done' or (state in ('failed', 'cancelled')
        and finished_at < now() - make_interval(hours => ${keptAfterEnd})))`;
  const ids = new Set([...abandoned, ...ended].map(({ id }) => Number(id)));
  for (const id of ids) await removeUploadsOf(database, id, dataDir);
  await removeStrays(database, dataDir);
  return ids.size;
}

/** Uploads that no import knows, as when the database was restored from before them. */
async function removeStrays({ sql }: Database, dataDir: string): Promise<void> {
  const old = await uploadsOlderThan(dataDir, Date.now() - dayMs);
  if (old.length === 0) return;
  const known = await sql<{ id: string }[]>`
    select upload_id as id from import_files where upload_id = any(${old})`;
  const names = new Set(known.map(({ id }) => id));
  for (const name of old) if (!names.has(name)) await removeUploaded(dataDir, name);
}
