/** A user's sources in order, with what there is of each, and the latest changes of them. */
import { sql as raw } from 'drizzle-orm';
import type { SourceChange, SourcesAnswer, UserSource } from '#lib/contract/sources.ts';
import { database, type Sql } from '../client.ts';
import { ingestionRuns } from '../schema/ingestionRuns.ts';
import { getUser } from './getUsers.ts';
import { runColumns, runFromRow } from './runRow.ts';

/** What the registry knows of a source; the database does not. */
export interface KnownSource {
  label: string;
  scheduled: boolean;
}

const changesShown = 5;

/** @throws {HeartlineError} USER_NOT_FOUND. */
export async function getSources(
  userId: string,
  known: Record<string, KnownSource>,
): Promise<SourcesAnswer> {
  await getUser(userId);
  const { sql } = database();
  const [rows, runs, changes] = await Promise.all([
    sourceRows(sql, userId),
    latestRuns(userId),
    latestChanges(sql, userId),
  ]);
  const sources = rows.map((row): UserSource => {
    const { label, scheduled } = known[row.source] ?? { label: row.source, scheduled: false };
    return { ...row, label, canBeAsked: scheduled, lastRun: runs.get(row.source) ?? null };
  });
  return { userId, sources, changes };
}

type SourceRow = Omit<UserSource, 'label' | 'canBeAsked' | 'lastRun'>;

/** Of days without rows in `source_days` all samples are of the source with number 1. */
async function sourceRows(sql: Sql, userId: string): Promise<SourceRow[]> {
  return await sql<SourceRow[]>`
    with days as (
      select source_id, sum(shown)::float8 as shown, sum(shadowed)::float8 as shadowed,
        min(first_sample) as first_sample, max(last_sample) as last_sample
      from source_days where user_id = ${userId} group by source_id
    ), alone as (
      select users.sample_count - coalesce((select sum(shown) from days), 0) as shown, min(date) as first, max(date) as last
      from users left join activities_heart_summary as summary
        on summary.user_id = users.id and summary.sample_count > 0 and not exists (
          select from source_days where source_days.user_id = users.id and source_days.date = summary.date)
      where users.id = ${userId} group by users.id
    )
    select source, withdrawing_at is not null as withdrawing, data_seed::float8 as "dataSeed", start_date::text as "startDate",
      (coalesce(days.shown, 0) + case when source_id = 1 then alone.shown else 0 end)::float8 as shown,
      coalesce(days.shadowed, 0) as shadowed,
      date_part('epoch', least(days.first_sample, case when source_id = 1 then edge.first_sample end)) * 1000 as "firstSample",
      date_part('epoch', greatest(days.last_sample, case when source_id = 1 then edge.last_sample end)) * 1000 as "lastSample",
      (select count(*)::int from vendor_heart_summary as vendor
        where vendor.user_id = ${userId} and vendor.source_id = own.source_id
          and (resting_heart_rate is not null or heart_rate_zones <> '[]' or custom_heart_rate_zones <> '[]')) as "vendorDays"
    from user_sources as own join users on users.id = own.user_id cross join alone
    left join days using (source_id)
    cross join lateral (
      select (select min("timestamp") from activities_heart_intraday
          where user_id = ${userId} and "timestamp" >= (alone.first::timestamp at time zone time_zone)
            and "timestamp" < ((alone.first + 1)::timestamp at time zone time_zone)) as first_sample,
        (select max("timestamp") from activities_heart_intraday
          where user_id = ${userId} and "timestamp" >= (alone.last::timestamp at time zone time_zone)
            and "timestamp" < ((alone.last + 1)::timestamp at time zone time_zone)) as last_sample
    ) as edge
    where own.user_id = ${userId} order by precedence`;
}

async function latestRuns(userId: string) {
  const rows = await database()
    .orm.selectDistinctOn([ingestionRuns.source], runColumns)
    .from(ingestionRuns)
    .where(raw`${ingestionRuns.userId} = ${userId}`)
    .orderBy(ingestionRuns.source, raw`${ingestionRuns.id} desc`);
  return new Map(rows.map((row) => [row.source, runFromRow(row)]));
}

async function latestChanges(sql: Sql, userId: string): Promise<SourceChange[]> {
  const rows = await sql<
    (Pick<
      SourceChange,
      'id' | 'kind' | 'source' | 'status' | 'error' | 'queuedAt' | 'finishedAt'
    > & {
      done: number;
      total: number | null;
      shown: number;
      shadowed: number;
      deleted: number;
    })[]
  >`
    select id::int as id, kind, source, status, error, days_done as done, days_total as total,
      samples_shown::float8 as shown, samples_shadowed::float8 as shadowed, samples_deleted::float8 as deleted,
      date_part('epoch', queued_at) * 1000 as "queuedAt", date_part('epoch', finished_at) * 1000 as "finishedAt"
    from source_changes where user_id = ${userId} order by source_changes.id desc limit ${changesShown}`;
  return rows.map(({ done, total, shown, shadowed, deleted, queuedAt, finishedAt, ...row }) => ({
    ...row,
    queuedAt: Math.round(queuedAt),
    finishedAt: finishedAt === null ? null : Math.round(finishedAt),
    days: { done, total },
    samples: { shown, shadowed, deleted },
  }));
}
