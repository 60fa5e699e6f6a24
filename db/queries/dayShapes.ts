/** One day of each of many users in quarter-hours. */
import type { OverviewUser } from '#lib/contract/overview.ts';
import type { Sql } from '../client.ts';
import { roundTo2 } from './heartRateRows.ts';

type Shape = OverviewUser['shape'];

/** A user's local day `[startMs, endMs)`, ms UTC. */
export interface UserDay {
  id: string;
  startMs: number;
  endMs: number;
}

/**
 * Quarter-hours by user; users without samples on their day are absent. From the aggregate, and for
 * users whose day has changed since the refresh from the samples.
 */
export async function dayShapes(sql: Sql, days: readonly UserDay[]): Promise<Map<string, Shape>> {
  const stale = await staleUsers(sql, days);
  const [fresh, changed] = await Promise.all([
    quarterHours(
      sql,
      days.filter((day) => !stale.has(day.id)),
      'aggregate',
    ),
    quarterHours(
      sql,
      days.filter((day) => stale.has(day.id)),
      'samples',
    ),
  ]);
  const shapes = new Map<string, Shape>();
  for (const [id, t, avg, min, max] of [...fresh, ...changed]) {
    const shape = shapes.get(id) ?? { t: [], avg: [], min: [], max: [] };
    shapes.set(id, shape);
    shape.t.push(t);
    shape.avg.push(roundTo2(avg));
    shape.min.push(min);
    shape.max.push(max);
  }
  return shapes;
}

async function staleUsers(sql: Sql, days: readonly UserDay[]): Promise<Set<string>> {
  const rows = await sql<{ id: string }[]>`
    select distinct day.id from ${asked(sql, days)}
    join aggregate_backlog as stale
      on stale.user_id = day.id and stale.start_at < day.end_at and stale.end_at > day.start_at`;
  return new Set(rows.map((row) => row.id));
}

type Row = [id: string, t: number, avg: number, min: number, max: number];

async function quarterHours(
  sql: Sql,
  days: readonly UserDay[],
  from: 'aggregate' | 'samples',
): Promise<Row[]> {
  if (days.length === 0) return [];
  // The outer bounds are known when the statement is planned, so that it names few chunks.
  const first = new Date(Math.min(...days.map((day) => day.startMs))).toISOString();
  const last = new Date(Math.max(...days.map((day) => day.endMs))).toISOString();
  const buckets =
    from === 'aggregate'
      ? sql`select bucket, sum, count, min, max from activities_heart_intraday_15m
          where user_id = day.id and bucket >= day.start_at and bucket < day.end_at
            and bucket >= ${first}::text::timestamptz and bucket < ${last}::text::timestamptz`
      : sql`select time_bucket('15 minutes', "timestamp") as bucket, sum(value), count(*), min(value), max(value)
          from activities_heart_intraday
          where user_id = day.id and "timestamp" >= day.start_at and "timestamp" < day.end_at
            and "timestamp" >= ${first}::text::timestamptz and "timestamp" < ${last}::text::timestamptz
          group by 1`;
  const rows = await sql`
    select day.id, date_part('epoch', part.bucket) * 1000, part.sum::float8 / part.count, part.min, part.max
    from ${asked(sql, days)} cross join lateral (${buckets}) as part order by 1, 2`.values();
  return rows.map((row) => [
    String(row[0]),
    Number(row[1]),
    Number(row[2]),
    Number(row[3]),
    Number(row[4]),
  ]);
}

function asked(sql: Sql, days: readonly UserDay[]) {
  const ids = days.map((day) => day.id);
  const starts = days.map((day) => new Date(day.startMs).toISOString());
  const ends = days.map((day) => new Date(day.endMs).toISOString());
  return sql`unnest(${ids}::text[], ${starts}::text[]::timestamptz[], ${ends}::text[]::timestamptz[]) as day (id, start_at, end_at)`;
}
