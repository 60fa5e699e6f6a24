/** The order of a user's sources, and the taking away of one: asked for here, done by a worker. */
import { sql } from 'drizzle-orm';
import { database } from '#db/client.ts';
import { HeartlineError } from '#lib/errors.ts';
import { addJob, type Orm, queueOf } from './enqueue.ts';

interface Standing extends Record<string, unknown> {
  source: string;
  withdrawing: boolean;
}

/**
 * Puts the sources into this order at once, and asks for the merged series by it. The order that
 * stands is no change.
 * @param order keys of all the user's sources, the one that comes first at the front.
 * @throws {HeartlineError} USER_NOT_FOUND; INVALID_INPUT where a source is missing or named twice;
 * SOURCE_NOT_FOUND for one that the user has not.
 */
export async function requestOrder(userId: string, order: readonly string[]): Promise<void> {
  await database().orm.transaction(async (transaction) => {
    const standing = await sourcesLocked(transaction, userId);
    const staying = standing.filter(({ withdrawing }) => !withdrawing).map(({ source }) => source);
    requireSame(userId, order, staying);
    if (order.every((source, i) => source === staying[i])) return;
    const leaving = standing.filter(({ withdrawing }) => withdrawing).map(({ source }) => source);
    const all = [...order, ...leaving];
    await transaction.execute(sql`
      update user_sources set precedence = place.rank
      from unnest(${`{${all.join()}}`}::text[]) with ordinality as place (source, rank)
      where user_sources.user_id = ${userId} and user_sources.source = place.source`);
    await addChange(transaction, userId, 'reorder', null);
  });
}

/**
 * From now on nothing of the source is loaded; a worker takes away what stands, and the source in the end.
 * @param confirm the source's key once more.
 * @throws {HeartlineError} USER_NOT_FOUND, SOURCE_NOT_FOUND; INVALID_INPUT where `confirm` is another word.
 */
export async function requestWithdrawal(
  userId: string,
  source: string,
  confirm: string,
): Promise<void> {
  await database().orm.transaction(async (transaction) => {
    const standing = await sourcesLocked(transaction, userId);
    const own = standing.find((other) => other.source === source);
    if (!own) throw notOf(userId, source, standing);
    if (confirm !== source) {
      throw new HeartlineError(
        'INVALID_INPUT',
        `To withdraw "${source}", confirm must be its key, "${source}": a withdrawal cannot be undone.`,
      );
    }
    if (own.withdrawing) return;
    await transaction.execute(sql`
      update user_sources set withdrawing_at = now() where user_id = ${userId} and source = ${source}`);
    await transaction.execute(sql`
      update ingestion_runs set status = 'cancelled', finished_at = clock_timestamp(),
        error = 'Its source was withdrawn before it began.'
      where user_id = ${userId} and source = ${source} and status = 'queued'`);
    await addChange(transaction, userId, 'withdraw', source);
  });
}

async function sourcesLocked(orm: Orm, userId: string): Promise<Standing[]> {
  const [user] = await orm.execute(
    sql`select id from users where id = ${userId} for no key update`,
  );
  if (!user) {
    throw new HeartlineError(
      'USER_NOT_FOUND',
      `There is no user "${userId}". GET /api/users lists those there are.`,
    );
  }
  return await orm.execute<Standing>(sql`
    select source, withdrawing_at is not null as withdrawing from user_sources
    where user_id = ${userId} order by precedence`);
}

function requireSame(userId: string, order: readonly string[], staying: readonly string[]): void {
  const strange = order.find((source) => !staying.includes(source));
  if (strange !== undefined) {
    throw notOf(
      userId,
      strange,
      staying.map((source) => ({ source })),
    );
  }
  if (new Set(order).size === order.length && order.length === staying.length) return;
  throw new HeartlineError(
    'INVALID_INPUT',
    `The order must name each source of "${userId}" once; there are: ${staying.join(', ')}.`,
  );
}

function notOf(userId: string, source: string, standing: readonly { source: string }[]) {
  const there = standing.map((other) => other.source).join(', ') || 'none';
  return new HeartlineError(
    'SOURCE_NOT_FOUND',
    `The user "${userId}" has no source "${source}". There are: ${there}.`,
  );
}

async function addChange(
  orm: Orm,
  userId: string,
  kind: 'reorder' | 'withdraw',
  source: string | null,
): Promise<void> {
  const [row] = await orm.execute<{ id: string }>(sql`
    insert into source_changes (user_id, kind, source, status)
    values (${userId}, ${kind}, ${source}, 'queued') returning id`);
  await addJob(orm, 'change_sources', { changeId: Number(row?.id) }, { queue: queueOf(userId) });
}
