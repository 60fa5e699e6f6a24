/** The route's query for the usual ranges: against an empty question, and against the samples. */
import type { Sql } from '#db/client.ts';
import { getHeartRate } from '#db/queries/getHeartRate.ts';
import type { HeartRateQuestion } from '#db/queries/heartRateQuestion.ts';
import { defaultPoints } from '#lib/contract/heartRate.ts';
import type { BenchContext, Measure } from '../measure.ts';
import { interleaved, median, timed } from '../rounds.ts';

interface Range {
  name: string;
  title: string;
  days: number;
  /** The width of the buckets that 2,000 points leave room for. */
  bucket: string;
  /** How many times faster than from the samples. */
  faster: number;
}

const week = { name: '7-days', title: '7 days', days: 7, bucket: '15 minutes', faster: 20 };
const month = { name: '30-days', title: '30 days', days: 30, bucket: '1 hour', faster: 50 };
const year = { name: '1-year', title: '1 year', days: 365, bucket: '1 day', faster: 500 };

export const readWeek = againstSelect(week);
export const readMonth = againstSelect(month);
export const readYear = againstSelect(year);
export const readWeekAgainstRaw = againstRaw(week);
export const readMonthAgainstRaw = againstRaw(month);
export const readYearAgainstRaw = againstRaw(year);

const dayMs = 86_400_000;

function againstSelect(range: Range): Measure {
  return {
    name: `read-${range.name}`,
    title: `route's query for ${range.title} against select 1 (time)`,
    bound: { max: 8 },
    async run(context) {
      const question = await questionFor(context, range);
      const { sql } = context.database;
      return await interleaved({
        rounds: 11,
        turns: 40,
        warmUps: 2,
        numerator: { what: answering, time: () => timed(() => getHeartRate(question)) },
        denominator: { what: 'select 1', time: () => timed(() => sql`select 1`) },
        detail: `Compressed aggregates of ${await peopleIn(context)}; a call of one side, then one of the other, through one client, 40 times a round.`,
      });
    },
  };
}

function againstRaw(range: Range): Measure {
  return {
    name: `read-${range.name}-against-samples`,
    title: `route's query for ${range.title} against aggregating samples (speed)`,
    bound: { min: range.faster },
    async run(context) {
      const question = await questionFor(context, range);
      const { sql } = context.database;
      return await interleaved({
        rounds: range.days > 100 ? 7 : 15,
        numerator: {
          what: `time_bucket of ${range.bucket} over the samples`,
          time: () => timed(() => aggregateSamples(sql, question, range.bucket)),
        },
        denominator: { what: answering, time: () => medianOfCalls(() => getHeartRate(question)) },
        detail: `Both from compressed chunks of ${await peopleIn(context)}, jit off for both.`,
      });
    },
  };
}

const answering = `getHeartRate, auto, ${defaultPoints} points`;

/** One call of a millisecond right after a second of other work would be timed by chance. */
async function medianOfCalls(call: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < 15; i++) times.push(await timed(call));
  return median(times);
}

/** The last days of the history. */
async function questionFor(context: BenchContext, { days }: Range): Promise<HeartRateQuestion> {
  const history = await context.history();
  const end = Date.parse(history.end) + dayMs;
  return {
    userId: history.users[0] ?? '',
    start: end - days * dayMs,
    end,
    resolution: 'auto',
    points: defaultPoints,
  };
}

async function peopleIn(context: BenchContext): Promise<string> {
  const { users } = await context.history();
  return users.length === 1 ? 'one user-year' : `${users.length} user-years`;
}

/** What the route would do without aggregates, by the fastest statement. */
async function aggregateSamples(
  sql: Sql,
  { userId, start, end }: HeartRateQuestion,
  bucket: string,
): Promise<void> {
  await sql
    .unsafe(
      `select date_part('epoch', time_bucket('${bucket}', "timestamp")) * 1000,
        sum(value)::float8, count(*)::float8, min(value), max(value)
      from activities_heart_intraday
      where user_id = $1 and "timestamp" >= $2::timestamptz and "timestamp" < $3::timestamptz
      group by 1 order by 1`,
      [userId, new Date(start).toISOString(), new Date(end).toISOString()],
      { prepare: true },
    )
    .values();
}
