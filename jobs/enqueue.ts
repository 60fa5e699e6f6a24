/** The only way into the queue. Run and job are written in one transaction: neither is without the other. */
import { sql } from 'drizzle-orm';
import type { PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import { type Database, database } from '#db/client.ts';
import { getRun } from '#db/queries/getRun.ts';
import { getUser } from '#db/queries/getUsers.ts';
import type { Notified } from '#lib/connections/webhooks/receive.ts';
import type { IngestionRequest, Run } from '#lib/contract/ingestions.ts';
import { HeartlineError } from '#lib/errors.ts';
import { sourceByKey, sources } from '#lib/etl/registry.ts';
import type { RunTrigger } from '#lib/etl/runs.ts';
import { type Payload, payloads, type TaskName } from './contracts.ts';

export type Orm = Pick<PostgresJsDatabase, 'execute'>;

interface JobOptions {
  queue?: string;
  /** The same key twice is one job, unless the first is already running. */
  key?: string;
  keyMode?: 'replace' | 'preserve_run_at' | 'unsafe_dedupe';
  maxAttempts?: number;
  /** Smaller runs earlier; default 0. */
  priority?: number;
  /** Seconds from now. */
  delay?: number;
}

/** A failed run is tried this often; the pauses grow from seconds to most of an hour. */
const ingestAttempts = 8;

/**
 * Asks for a run of one source of the user. The same request twice is one run while the first still waits.
 * @throws {HeartlineError} USER_NOT_FOUND; SOURCE_NOT_FOUND when the user has no such source;
 * SOURCE_MISMATCH when it cannot be asked, as with files.
 */
export async function requestIngestion({
  userId,
  request,
  trigger,
  attempts = ingestAttempts,
}: {
  userId: string;
  request: IngestionRequest;
  trigger: RunTrigger;
  /** How often the queue tries by itself. */
  attempts?: number;
}): Promise<Run> {
  const open = database();
  const source = await sourceToAsk(userId, request.source);
  const id = await open.orm.transaction(async (transaction) => {
    const waiting = await insertRun(transaction, userId, { ...request, source }, trigger);
    if (waiting.added) {
      await addJob(
        transaction,
        'ingest_user',
        { runId: waiting.id },
        { queue: queueOf(userId), key: jobKeyOf(waiting.id), maxAttempts: attempts },
      );
    }
    return waiting.id;
  });
  return await getRun(id);
}

/** The source that was named, or the first that can be asked. */
async function sourceToAsk(userId: string, named: string | undefined): Promise<string> {
  const user = await getUser(userId);
  if (named !== undefined && !user.sources.includes(named)) {
    throw new HeartlineError(
      'SOURCE_NOT_FOUND',
      `The user "${userId}" has no source "${named}". There are: ${user.sources.join(', ')}.`,
    );
  }
  if (user.sources.length === 0) {
    throw new HeartlineError('SOURCE_MISMATCH', `The user "${userId}" has no source to be asked.`);
  }
  const source = named ?? user.sources.find((key) => sources[key]?.scheduled) ?? user.source;
  if (sourceByKey(source).scheduled) return source;
  throw new HeartlineError(
    'SOURCE_MISMATCH',
    `The data of "${userId}" comes from files, which cannot be fetched again. Import a file with "npm run import".`,
  );
}

/** One user's runs go one after the other; different users' side by side. */
export function queueOf(userId: string): string {
  return `user:${userId}`;
}

/** By this key a run's job is found again, to be cancelled; its retries are the same job. */
export function jobKeyOf(runId: number): string {
  return `run:${runId}`;
}

async function insertRun(
  orm: Orm,
  userId: string,
  { start, end, full, source }: IngestionRequest & { source: string },
  trigger: RunTrigger,
): Promise<{ id: number; added: boolean }> {
  const [added] = await orm.execute<{ id: string }>(sql`
    insert into ingestion_runs (user_id, source, "trigger", status, window_start, window_end, "full")
    values (${userId}, ${source}, ${trigger}, 'queued', ${start ?? null}, ${end ?? null}, ${full})
    on conflict (user_id, source, coalesce(window_start, '-infinity'), coalesce(window_end, 'infinity'), "full")
      where status = 'queued' do nothing
    returning id`);
  if (added) return { id: Number(added.id), added: true };
  const [waiting] = await orm.execute<{ id: string }>(sql`
    select id from ingestion_runs where user_id = ${userId} and source = ${source} and status = 'queued' and "full" = ${full}
      and window_start is not distinct from ${start ?? null}::date and window_end is not distinct from ${end ?? null}::date`);
  if (waiting) return { id: Number(waiting.id), added: false };
  // It began between the two statements; then this request is a new one.
  return await insertRun(orm, userId, { start, end, full, source }, trigger);
}

/** Asks for one refresh soon; those asked for meanwhile are the same one. */
export async function requestRefresh(open: Database = database()): Promise<void> {
  await addJob(
    open.orm,
    'refresh_aggregates',
    {},
    {
      queue: 'aggregates',
      key: 'refresh_aggregates',
      keyMode: 'preserve_run_at',
      maxAttempts: 8,
      delay: 2,
    },
  );
}

/** Asks for the compression of old chunks, behind everything else. */
export async function requestCompression(open: Database = database()): Promise<void> {
  await addJob(
    open.orm,
    'compress_chunks',
    {},
    {
      queue: 'aggregates',
      key: 'compress_chunks',
      keyMode: 'preserve_run_at',
      maxAttempts: 8,
      priority: 10,
      delay: 5,
    },
  );
}

/** Asks for the next stretch of the years before a connection, behind the user's other runs. */
export async function requestBackfill(
  key: Payload<'backfill_user'>,
  open: Database = database(),
): Promise<void> {
  await addJob(open.orm, 'backfill_user', key, {
    queue: queueOf(key.userId),
    key: `backfill:${key.source}:${key.userId}`,
    priority: 5,
  });
}

/**
 * After an account was connected: what is new since the last sample, where there is one, and the
 * earlier years where they are not read yet. Connected again, only the gap is fetched.
 */
export async function requestAfterConnecting(key: Payload<'backfill_user'>): Promise<void> {
  const { userId, source } = key;
  const { lastSample } = await getUser(userId);
  if (lastSample !== null) {
    await requestIngestion({ userId, request: { full: false, source }, trigger: 'request' });
  }
  await requestBackfill(key);
  // What Google said while the account was to be connected again.
  await requestReading(database().orm, key);
}

/** Notifications come in bursts: those of this long are read together, s. */
const gathering = 10;
/** Whoever sends the same again and again has its days read no more often than this, s. */
const notifiedEvery = 60;

/** Keeps what a vendor says has changed, and asks for its reading, in one transaction. */
export async function requestNotified(notified: readonly Notified[]): Promise<void> {
  if (notified.length === 0) return;
  await database().orm.transaction(async (transaction) => {
    for (const { userId, source, operation, dataType, days } of notified) {
      await transaction.execute(sql`
        insert into webhook_notifications (user_id, source, operation, data_type, first_day, last_day)
        values (${userId}, ${source}, ${operation}, ${dataType}, ${days.first}, ${days.last})
        on conflict do nothing`);
    }
    const people = new Map(notified.map(({ userId, source }) => [userId, { userId, source }]));
    for (const key of people.values()) await requestReading(transaction, key);
  });
}

/** Asks for the reading of what has been kept for a person, unless it is asked for already. */
async function requestReading(orm: Orm, key: Payload<'read_notified'>): Promise<void> {
  const [last] = await orm.execute<{ ago: number | null }>(sql`
    select date_part('epoch', now() - max(taken_at)) as ago from webhook_notifications
    where user_id = ${key.userId} and source = ${key.source}`);
  await addJob(orm, 'read_notified', key, {
    key: `notified:${key.source}:${key.userId}`,
    keyMode: 'preserve_run_at',
    delay: Math.max(gathering, notifiedEvery - (last?.ago ?? notifiedEvery)),
  });
}

/** Asks for a run of every scheduled user. */
export async function requestIngestionOfAll(
  trigger: Payload<'ingest_all'>['trigger'],
): Promise<void> {
  await addJob(database().orm, 'ingest_all', { trigger }, { key: 'ingest_all', maxAttempts: 8 });
}

/** For what is written in one transaction with its job. */
export async function addJob<T extends TaskName>(
  orm: Orm,
  task: T,
  payload: Payload<T>,
  options: JobOptions,
): Promise<void> {
  const json = JSON.stringify(payloads[task].parse(payload));
  await orm.execute(sql`
    select graphile_worker.add_job(
      ${task}, ${json}::json,
      queue_name => ${options.queue ?? null},
      run_at => now() + make_interval(secs => ${options.delay ?? 0}),
      max_attempts => ${options.maxAttempts ?? 25},
      job_key => ${options.key ?? null},
      priority => ${options.priority ?? 0},
      job_key_mode => ${options.keyMode ?? 'replace'})`);
}
