/** A window of one user's heart rate in a few figures; never stale. */
import type { StatisticsAnswer, ZoneTime } from '#lib/contract/statistics.ts';
import { addDays } from '#lib/time/dateArithmetic.ts';
import { localDateOf } from '#lib/time/timeZone.ts';
import { database, type Sql } from '../client.ts';
import type { Stretch } from './backlog.ts';
import { getUser } from './getUsers.ts';
import { type DayPart, type Part, partsOf, windowFigures } from './windowStatistics.ts';

/**
 * Whole local days come from the summary, which is as fresh as the samples, and what is left at the
 * edges, less than two days, from the samples: so no aggregate that may be behind is asked.
 * @param question `[start, end)`, ms UTC. @throws {HeartlineError} USER_NOT_FOUND.
 */
export async function getStatistics(question: {
  userId: string;
  start: number;
  end: number;
}): Promise<StatisticsAnswer> {
  const { userId, start, end } = question;
  const { sql } = database();
  const { timeZone } = await getUser(userId);
  const window = { startMs: start, endMs: end };
  const { days, edges } = partsOf(window, timeZone);
  const [whole, zones, ...minutes] = await Promise.all([
    days ? daysOf(sql, userId, days) : [],
    zonesAt(sql, userId, localDateOf(end, timeZone)),
    ...edges.map((edge) => minutesOf(sql, userId, edge)),
  ]);
  const figures = windowFigures(window, whole, minutes.flat(), zones);
  return { userId, timeZone, start, end, unit: 'bpm', ...figures };
}

async function daysOf(
  sql: Sql,
  userId: string,
  { start, end }: { start: string; end: string },
): Promise<DayPart[]> {
  return await sql<DayPart[]>`
    select date::text, value_sum::float8 as sum, sample_count as count, min, max,
      minutes_with_data as "minutesWithData", ${zonesOfRow(sql)} as zones
    from activities_heart_summary
    where user_id = ${userId} and date between ${start}::text::date and ${end}::text::date
      and sample_count > 0`;
}

/** Each minute that has samples; the window may cut its first and its last one. */
async function minutesOf(sql: Sql, userId: string, { startMs, endMs }: Stretch): Promise<Part[]> {
  const [from, to] = [new Date(startMs).toISOString(), new Date(endMs).toISOString()];
  return await sql<Part[]>`
    select sum(value)::float8 as sum, count(*)::float8 as count, min(value) as min, max(value) as max
    from activities_heart_intraday
    where user_id = ${userId}
      and "timestamp" >= ${from}::text::timestamptz and "timestamp" < ${to}::text::timestamptz
    group by time_bucket('1 minute', "timestamp")`;
}

const zoneYears = 366;

/** The zones in force on a local day: the latest within a year before it, the user's own first. */
async function zonesAt(sql: Sql, userId: string, date: string): Promise<ZoneTime[]> {
  const [row] = await sql<{ zones: ZoneTime[] }[]>`
    select ${zonesOfRow(sql)} as zones from activities_heart_summary
    where user_id = ${userId} and date <= ${date}::text::date
      and date > ${addDays(date, -zoneYears)}::text::date
      and (custom_heart_rate_zones <> '[]' or heart_rate_zones <> '[]')
    order by date desc limit 1`;
  return (row?.zones ?? []).map(({ name, min, max, minutes }) => ({ name, min, max, minutes }));
}

function zonesOfRow(sql: Sql) {
  return sql`case when custom_heart_rate_zones = '[]' then heart_rate_zones else custom_heart_rate_zones end`;
}
