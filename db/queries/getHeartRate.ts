/** A window of one user's heart rate, at the resolution asked for or the finest that fits. */
import { type HeartRateAnswer, maxPoints, type Resolution } from '#lib/contract/heartRate.ts';
import { HeartlineError } from '#lib/errors.ts';
import { localDateOf, localDay } from '#lib/time/timeZone.ts';
import { database, type Sql } from '../client.ts';
import { type Stretch, staleStretchesSql } from './backlog.ts';
import { type BucketResolution, bucketCount } from './heartRateGrid.ts';
import { type BucketColumns, bucketColumns, roundTo2, sampleColumns } from './heartRateRows.ts';

export interface HeartRateQuestion {
  userId: string;
  /** `[start, end)`, ms UTC. */
  start: number;
  end: number;
  resolution: 'auto' | Resolution;
  /** How many values `auto` may answer with. */
  points: number;
  /** Zone of the grid; the user's own when absent. */
  timeZone?: string | undefined;
}

/** What must be known of a user before a window can be read. */
export interface WindowOwner {
  timeZone: string;
  stale: Stretch[];
  /** Samples on the whole local days inside the window: the window has at least as many. */
  atLeast: number;
}

/**
 * @throws {HeartlineError} USER_NOT_FOUND; RESOLUTION_REFUSED when an explicit resolution would give
 * more than {@link maxPoints} values.
 */
export async function getHeartRate(question: HeartRateQuestion): Promise<HeartRateAnswer> {
  const { sql } = database();
  const owner = await windowOwner(sql, question);
  if (question.resolution === 'auto') return await finestThatFits(sql, question, owner);
  return question.resolution === 'raw'
    ? await allSamples(sql, question, owner)
    : await buckets(sql, question, owner, refuseTooMany(question, question.resolution));
}

/** @throws {HeartlineError} USER_NOT_FOUND. */
async function windowOwner(
  sql: Sql,
  { userId, start, end }: HeartRateQuestion,
): Promise<WindowOwner> {
  const [row] = await sql.unsafe<
    { timeZone: string; stale: [number, number][] | null; atLeast: number }[]
  >(
    `select time_zone as "timeZone", ${staleStretchesSql} as stale,
      (select coalesce(sum(sample_count), 0)::float8 from activities_heart_summary
        where user_id = users.id
          and date > ($2::timestamptz at time zone time_zone)::date
          and date < ($3::timestamptz at time zone time_zone)::date) as "atLeast"
    from users where id = $1`,
    [userId, new Date(start).toISOString(), new Date(end).toISOString()],
    { prepare: true },
  );
  if (!row) {
    throw new HeartlineError(
      'USER_NOT_FOUND',
      `There is no user "${userId}". GET /api/users lists those there are.`,
    );
  }
  const stale = (row.stale ?? []).map(([startMs, endMs]) => ({ startMs, endMs }));
  return { timeZone: row.timeZone, stale, atLeast: row.atLeast };
}

async function finestThatFits(
  sql: Sql,
  question: HeartRateQuestion,
  owner: WindowOwner,
): Promise<HeartRateAnswer> {
  const { start, end, points } = question;
  if (owner.atLeast <= points) {
    const samples = await sampleColumns(sql, { ...window(question), limit: points + 1 });
    if (samples.t.length <= points)
      return { ...head(question, owner), resolution: 'raw', ...samples };
  }
  return await buckets(sql, question, owner, finestBuckets(start, end, points));
}

/** Days where even they are more than `points`: there is nothing coarser. */
export function finestBuckets(startMs: number, endMs: number, points: number): BucketResolution {
  const finest = (['1m', '15m', '1h'] as const).find(
    (resolution) => bucketCount(resolution, startMs, endMs) <= points,
  );
  return finest ?? '1d';
}

async function allSamples(
  sql: Sql,
  question: HeartRateQuestion,
  owner: WindowOwner,
): Promise<HeartRateAnswer> {
  const samples = await sampleColumns(sql, { ...window(question), limit: maxPoints + 1 });
  if (samples.t.length > maxPoints) {
    throw new HeartlineError(
      'RESOLUTION_REFUSED',
      `The window holds more than ${maxPoints} samples. Ask for a shorter one, or for a coarser resolution.`,
      { details: { resolution: 'raw', limit: maxPoints } },
    );
  }
  return { ...head(question, owner), resolution: 'raw', ...samples };
}

function refuseTooMany(
  question: HeartRateQuestion,
  resolution: BucketResolution,
): BucketResolution {
  const count = bucketCount(resolution, question.start, question.end);
  if (count <= maxPoints) return resolution;
  throw new HeartlineError(
    'RESOLUTION_REFUSED',
    `The window has ${count} buckets of ${resolution}; an answer holds ${maxPoints} at the most. Ask for a shorter window, or for a coarser resolution.`,
    { details: { resolution, buckets: count, limit: maxPoints } },
  );
}

async function buckets(
  sql: Sql,
  question: HeartRateQuestion,
  owner: WindowOwner,
  resolution: BucketResolution,
): Promise<HeartRateAnswer> {
  const ownDays = resolution === '1d' && (question.timeZone ?? owner.timeZone) === owner.timeZone;
  const columns = ownDays
    ? await daysOfSummary(sql, question, owner)
    : await bucketColumns(sql, {
        ...window(question),
        timeZone: question.timeZone ?? owner.timeZone,
        resolution,
        stale: owner.stale,
      });
  return { ...head(question, owner), resolution, ...columns };
}

/** The user's own local days stand in the summary, as fresh as the samples. */
async function daysOfSummary(
  sql: Sql,
  { userId, start, end }: HeartRateQuestion,
  { timeZone }: WindowOwner,
): Promise<BucketColumns> {
  const rows = await sql
    .unsafe(
      `select date::text, mean, min, max, sample_count from activities_heart_summary
    where user_id = $1 and date between $2::date and $3::date and sample_count > 0 order by date`,
      [userId, localDateOf(start, timeZone), localDateOf(end - 1, timeZone)],
      { prepare: true },
    )
    .values();
  return {
    t: rows.map((row) => localDay(String(row[0]), timeZone).startMs),
    avg: rows.map((row) => roundTo2(Number(row[1]))),
    min: rows.map((row) => Number(row[2])),
    max: rows.map((row) => Number(row[3])),
    count: rows.map((row) => Number(row[4])),
  };
}

function window({ userId, start, end }: HeartRateQuestion) {
  return { userId, startMs: start, endMs: end };
}

function head({ userId, start, end, timeZone }: HeartRateQuestion, owner: WindowOwner) {
  return { userId, timeZone: timeZone ?? owner.timeZone, start, end, unit: 'bpm' as const };
}
