/** Minutes at each whole heart rate; from the minute aggregate, and from samples where it is behind. */
import { countedQuartiles } from '#lib/analytics/quantiles.ts';
import type { DistributionAnswer } from '#lib/contract/analytics.ts';
import { localDay } from '#lib/time/timeZone.ts';
import { database } from '../client.ts';
import type { AnalysedDays } from './analysedWindow.ts';
import { segmentsOf, staleStretchesSql } from './backlog.ts';
import { getUser } from './getUsers.ts';
import { utcBucketsSql, widened } from './heartRateRows.ts';

const minuteMs = 60_000;

/** @throws {HeartlineError} USER_NOT_FOUND. */
export async function getDistribution({
  userId,
  start,
  end,
}: AnalysedDays): Promise<DistributionAnswer> {
  const { sql } = database();
  const { timeZone } = await getUser(userId);
  const [owner] = await sql.unsafe<{ stale: [number, number][] | null }[]>(
    `select ${staleStretchesSql} as stale from users where id = $1`,
    [userId],
    { prepare: true },
  );
  const stale = (owner?.stale ?? []).map(([startMs, endMs]) => ({ startMs, endMs }));
  const window = {
    startMs: localDay(start, timeZone).startMs,
    endMs: localDay(end, timeZone).endMs,
  };
  const segments = segmentsOf(widened(window, minuteMs), stale);
  const { text, parameters } = utcBucketsSql(userId, segments, '1m');
  const rows = await sql
    .unsafe(
      `select floor(sum::float8 / count + 0.5)::int, count(*)::int from (${text}) as minute
      group by 1 order by 1`,
      parameters,
      { prepare: true },
    )
    .values();
  const counts = rows.map((row): [number, number] => [Number(row[0]), Number(row[1])]);
  const found = countedQuartiles(counts);
  return {
    userId,
    timeZone,
    start,
    end,
    unit: 'bpm',
    minutes: counts.reduce((total, [, count]) => total + count, 0),
    bpm: counts.map(([bpm]) => bpm),
    count: counts.map(([, count]) => count),
    q1: found?.q1 ?? null,
    median: found?.median ?? null,
    q3: found?.q3 ?? null,
  };
}
