/** Imports, newest first, a page at a time. */
import type { ImportLine, ImportsAnswer } from '#lib/contract/imports.ts';
import { database } from '../client.ts';
import { importState } from './importState.ts';

interface Row {
  id: string;
  via: ImportLine['via'];
  state: 'open' | 'queued' | 'running' | 'done' | 'failed' | 'cancelled';
  createdAt: number;
  finishedAt: number | null;
  names: string[] | null;
  states: ('uploading' | 'waiting' | 'checking' | 'checked' | 'refused')[] | null;
  users: string[] | null;
  rowsNew: number;
  rowsRejected: number;
}

/** @param question.cursor only imports with a smaller number. */
export async function getImports({
  cursor,
  limit,
}: {
  cursor?: number | undefined;
  limit: number;
}): Promise<ImportsAnswer> {
  const rows = await database().sql<Row[]>`
    select id, via, state,
      date_part('epoch', created_at) * 1000 as "createdAt",
      date_part('epoch', finished_at) * 1000 as "finishedAt",
      (select array_agg(name order by id) from import_files where import_id = imports.id) as names,
      (select array_agg(state order by id) from import_files where import_id = imports.id) as states,
      (select array_agg(distinct user_id) from import_people where import_id = imports.id) as users,
      (select coalesce(sum(rows_new), 0)::float8 from ingestion_runs where import_id = imports.id) as "rowsNew",
      (select coalesce(sum(rows_rejected), 0)::float8 from ingestion_runs
        where import_id = imports.id and status = 'succeeded') as "rowsRejected"
    from imports where id < ${cursor ?? Number.MAX_SAFE_INTEGER}
    order by id desc limit ${limit + 1}`;
  const page = rows.slice(0, limit).map(lineOf);
  return { imports: page, nextCursor: rows.length > limit ? (page.at(-1)?.id ?? null) : null };
}

function lineOf({ id, names, states, users, createdAt, finishedAt, ...row }: Row): ImportLine {
  return {
    ...row,
    id: Number(id),
    state: importState(
      row.state,
      (states ?? []).map((state) => ({ state })),
    ),
    createdAt: Math.round(createdAt),
    finishedAt: finishedAt === null ? null : Math.round(finishedAt),
    files: (names ?? []).slice(0, 3),
    fileCount: names?.length ?? 0,
    users: users ?? [],
  };
}
