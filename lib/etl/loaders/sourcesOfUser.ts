/** The user's row, locked, and the order of the sources at that moment. */
import type { Sql, TransactionSql } from '#db/client.ts';
import { HeartlineError } from '#lib/errors.ts';
import type { Participant } from '../types.ts';

export interface LockedUser {
  /** ms UTC; undefined where nothing is stored. */
  lastSample: number | undefined;
  /** Where the samples of several sources lie beside each other; else the source is the only one. */
  beside: Beside | undefined;
}

export interface Beside {
  /** Number of the source that is read. */
  source: number;
  /** Numbers of all the user's sources, the one that comes first at the front. */
  order: number[];
}

interface SourceRow {
  key: string;
  id: number;
  withdrawing: boolean;
}

/**
 * Loads for one user, and changes of their sources, take turns from here on, whoever runs them.
 * @throws {HeartlineError} SOURCE_NOT_FOUND where the source was taken away, or is being.
 */
export async function lockUser(
  transaction: TransactionSql,
  participant: Participant,
): Promise<LockedUser> {
  // Not the stronger FOR UPDATE: a new run of the user refers to this row and must not wait.
  const [row] = await transaction<{ ms: number | null; sources: SourceRow[] | null }[]>`
    select date_part('epoch', last_sample) * 1000 as ms, (
      select json_agg(json_build_object('key', source, 'id', source_id,
        'withdrawing', withdrawing_at is not null) order by precedence)
      from user_sources where user_id = users.id
    ) as sources
    from users where id = ${participant.id} for no key update`;
  const sources = row?.sources ?? [];
  return { lastSample: row?.ms ?? undefined, beside: besideOf(sources, participant) };
}

/** Undefined where the source is the user's only one and its samples carry no number of their own. */
function besideOf(sources: readonly SourceRow[], participant: Participant): Beside | undefined {
  const own = sources.find(({ key }) => key === participant.source);
  if (!own || own.withdrawing) throw isGone(participant);
  if (sources.length === 1 && own.id === 1) return undefined;
  const order = sources.filter(({ withdrawing }) => !withdrawing).map(({ id }) => id);
  return { source: own.id, order };
}

/** The number of a source of which values are stored, held until the transaction ends. */
export async function numberOfSource(
  transaction: TransactionSql,
  participant: Participant,
): Promise<number> {
  const [row] = await transaction<{ id: number }[]>`
    select source_id as id from user_sources
    where user_id = ${participant.id} and source = ${participant.source} and withdrawing_at is null
    for share`;
  if (!row) throw isGone(participant);
  return row.id;
}

/** The number of the participant's source; undefined where it is the only one. */
export async function sourceIdOf(sql: Sql, participant: Participant): Promise<number | undefined> {
  const [row] = await sql<{ id: number; count: number }[]>`
    select source_id as id, (select count(*)::int from user_sources where user_id = ${participant.id}) as count
    from user_sources where user_id = ${participant.id} and source = ${participant.source}`;
  return row && (row.count > 1 || row.id > 1) ? row.id : undefined;
}

function isGone({ id, source }: Participant): HeartlineError {
  return new HeartlineError(
    'SOURCE_NOT_FOUND',
    `The source "${source}" of ${id} is being withdrawn, or was: nothing of it is stored any more.`,
  );
}
