/** Makes runs of the days that Google says have changed, of exactly those. */
import type { TransactionSql } from '#db/client.ts';
import { addDays, daysBetween, type LocalDate } from '#lib/time/localDate.ts';
import { payloads } from '../contracts.ts';
import { requestIngestion } from '../enqueue.ts';
import type { TaskContext } from './context.ts';

/** Days of one run at most, so that a wide interval does not hold up the person's other runs. */
const mostDays = 31;
const keptDays = 30;

interface Stretch {
  start: LocalDate;
  end: LocalDate;
}

export async function readNotified(
  payload: unknown,
  { database, log }: TaskContext,
): Promise<void> {
  const { userId, source } = payloads.read_notified.parse(payload);
  const { sql } = database;
  const waiting = await sql<({ id: string } & Stretch)[]>`
    select notifications.id, first_day::text as start, last_day::text as end
    from webhook_notifications as notifications
    join connections using (user_id, source)
    where user_id = ${userId} and source = ${source} and taken_at is null and state = 'connected'
    order by first_day`;
  // Runs first: interrupted here, the same runs are asked for again, and are one while they wait.
  const stretches = stretchesOf(waiting);
  for (const { start, end } of stretches.toReversed()) {
    await requestIngestion({
      userId,
      request: { start, end, full: false, source },
      trigger: 'webhook',
    });
  }
  await sql.begin((transaction) => markTaken(transaction, userId, source, waiting));
  if (waiting.length > 0)
    log.info({ user: userId, runs: stretches.length }, `Google says that ${userId} has news`);
}

async function markTaken(
  transaction: TransactionSql,
  userId: string,
  source: string,
  waiting: readonly { id: string }[],
): Promise<void> {
  await transaction`
    update webhook_notifications set taken_at = now()
    where id = any(${`{${waiting.map(({ id }) => id).join()}}`}::int8[])`;
  await transaction`
    delete from webhook_notifications where user_id = ${userId} and source = ${source}
      and taken_at < now() - make_interval(days => ${keptDays})`;
}

/** The days in as few stretches as cover them and nothing else, oldest first. */
export function stretchesOf(days: readonly Stretch[]): Stretch[] {
  const merged: Stretch[] = [];
  for (const { start, end } of days.toSorted((a, b) => (a.start < b.start ? -1 : 1))) {
    const last = merged.at(-1);
    if (last && start <= addDays(last.end, 1)) last.end = end > last.end ? end : last.end;
    else merged.push({ start, end });
  }
  return merged.flatMap(({ start, end }) => {
    const count = Math.ceil((daysBetween(start, end) + 1) / mostDays);
    return Array.from({ length: count }, (_, i) => {
      const from = addDays(start, i * mostDays);
      const to = addDays(from, mostDays - 1);
      return { start: from, end: to < end ? to : end };
    });
  });
}
