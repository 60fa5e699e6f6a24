/** Every source of every user with its last and its next run: found, ordered and paged by the database. */
import { database, type Sql } from '#db/client.ts';
import type { ScheduleSort } from '#lib/contract/limits.ts';
import type { ScheduledSource, ScheduleQuery } from '#lib/contract/schedule.ts';
import { connectingSources, sources } from '#lib/etl/registry.ts';

/** How long after the schedule's time a run may still be on its way, ms. */
const graceMs = 3_600_000;

/** When the crontab ingests everybody, ms UTC; null where it does not say. */
export interface NightlyTimes {
  lastAt: number | null;
  nextAt: number | null;
}

export interface SourceStanding
  extends Pick<ScheduledSource, 'userId' | 'name' | 'source' | 'lastSucceededAt' | 'overdue'> {
  lastRunId: number | null;
  why: ScheduledSource['next']['why'];
  /** ms UTC; null where it is not known or there is none. */
  nextAt: number | null;
}

export interface FoundSources {
  page: SourceStanding[];
  /** How many there are besides the page. */
  matching: number;
  /** How many are overdue of all, found or not. */
  overdue: number;
}

interface Row extends Omit<SourceStanding, 'userId'> {
  /** Null in the only row where the page is empty. */
  userId: string | null;
  matching: number;
  overdueOfAll: number;
}

/**
 * A page and its counts in one statement: looking up everybody's last runs is what costs.
 * @param now ms UTC, by which somebody is overdue or not.
 */
export async function scheduledSources(
  question: ScheduleQuery,
  nightly: NightlyTimes,
  now: number,
): Promise<FoundSources> {
  const { sql } = database();
  const rows = await sql<Row[]>`
    with standing as materialized (${standing(sql, nightly, now)}),
    found as (select * from standing where ${wanted(sql, question)}),
    page as (
      select *, row_number() over (order by ${order(sql, question.sort)}) as place from found
      order by place limit ${question.limit} offset ${question.offset})
    select (select count(*) from found)::int as matching,
      (select count(*) from standing where overdue)::int as "overdueOfAll",
      user_id as "userId", name, source, last_run as "lastRunId", why, overdue,
      floor(date_part('epoch', succeeded_at) * 1000) as "lastSucceededAt",
      floor(date_part('epoch', next_at) * 1000) as "nextAt"
    from (select) as always left join page on true order by place`;
  const page = rows.flatMap(({ matching, overdueOfAll, userId, ...source }) =>
    userId === null ? [] : { userId, ...source },
  );
  const [{ matching, overdueOfAll: overdue } = { matching: 0, overdueOfAll: 0 }] = rows;
  return { page, matching, overdue };
}

/** A retry stands in the queue under the number of the first run of its chain. */
function standing(sql: Sql, { lastAt, nextAt }: NightlyTimes, now: number) {
  const scheduled = Object.values(sources).flatMap(({ key, scheduled }) => (scheduled ? key : []));
  return sql`
    select users.id as user_id, users.name, own.source, own.precedence, last.id::float8 as last_run,
      coalesce(last.finished_at, last.queued_at) as last_at, succeeded.finished_at as succeeded_at,
      case when last.status in ('queued', 'running') then last.status
        when retry.run_at is not null then 'retry'
        when nightly.next_at is not null then 'schedule' else 'none' end as why,
      case when last.status in ('queued', 'running') then null
        else coalesce(retry.run_at, nightly.next_at) end as next_at,
      coalesce(nightly.due_at < to_timestamp(${(now - graceMs) / 1000}::float8)
        and users.created_at < nightly.due_at
        and coalesce(succeeded.finished_at, '-infinity') < nightly.due_at, false) as overdue
    from users join user_sources as own on own.user_id = users.id
    left join lateral (
      select id, status, queued_at, finished_at, coalesce(retry_of, id) as job_run
      from ingestion_runs where user_id = users.id and source = own.source
      order by id desc limit 1
    ) as last on true
    left join lateral (
      select finished_at from ingestion_runs
      where user_id = users.id and source = own.source and status = 'succeeded'
      order by id desc limit 1
    ) as succeeded on true
    left join (
      select key, run_at from graphile_worker.jobs
      where attempts > 0 and attempts < max_attempts and locked_at is null
    ) as retry on retry.key = 'run:' || last.job_run
    left join connections on connections.user_id = users.id
    left join lateral (
      select to_timestamp(${lastAt === null ? null : lastAt / 1000}::float8) as due_at,
        to_timestamp(${nextAt === null ? null : nextAt / 1000}::float8) as next_at
    ) as nightly on own.source = any(${scheduled})
      and (own.source <> all(${connectingSources()}) or connections.state = 'connected')`;
}

/** What is looked for may hold a NUL, which no text of the database does: then nobody is found. */
function wanted(sql: Sql, { q = '', overdue }: ScheduleQuery) {
  const needle = q.includes('\0') ? null : q;
  return sql`
    (strpos(lower(user_id), lower(${needle}::text)) > 0
      or strpos(lower(name), lower(${needle}::text)) > 0)
    and overdue = coalesce(${overdue ?? null}::text::boolean, overdue)`;
}

/** Whoever has none comes last either way, and equals come by name, as people count: 2 before 10. */
function order(sql: Sql, sort: ScheduleSort) {
  const called = sql`regexp_replace(
    regexp_replace(lower(name), '([0-9]+)', '00000000000000000000\\1', 'g'),
    '0*([0-9]{20})', '\\1', 'g')`;
  const ties = sql`${called}, user_id, precedence`;
  const columns = {
    overdue: sql`not overdue`,
    name: called,
    run: sql`last_at`,
    success: sql`succeeded_at`,
    next: sql`case why when 'running' then '-infinity' when 'queued' then to_timestamp(0)
      else next_at end`,
  };
  const way = sort.startsWith('-') ? sql`desc` : sql`asc`;
  const key = keys.find((known) => sort === known || sort === `-${known}`) ?? 'overdue';
  return sql`${columns[key]} ${way} nulls last, ${ties}`;
}

const keys = ['overdue', 'name', 'run', 'success', 'next'] as const;
