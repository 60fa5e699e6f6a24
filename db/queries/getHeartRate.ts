/** A window of one user's heart rate, at the resolution asked for or the finest that fits. */
import { type HeartRateAnswer, maxPoints } from '#lib/contract/heartRate.ts';
import { HeartlineError } from '#lib/errors.ts';
import { database, type Sql } from '../client.ts';
import { type Stretch, staleStretchesSql } from './backlog.ts';
import { type BucketResolution, bucketCount, finestBuckets } from './heartRateGrid.ts';
import type { HeartRateQuestion } from './heartRateQuestion.ts';
import { type BucketColumns, bucketColumns, sampleColumns } from './heartRateRows.ts';
import { likelyBuckets } from './likelyBuckets.ts';
import type { Packed } from './packedRows.ts';
import { heartRateOfSource } from './sourceAlone.ts';

/** What must be known of a user before a window can be read. */
export interface WindowOwner {
  timeZone: string;
  stale: Stretch[];
  /** Samples on the whole local days inside the window: the window has at least as many. */
  atLeast: number;
  /** The buckets that came along, if they are this window's. */
  likely: { resolution: BucketResolution; columns: BucketColumns | undefined } | undefined;
}

/**
 * @throws {HeartlineError} USER_NOT_FOUND; SOURCE_NOT_FOUND; RESOLUTION_REFUSED when an explicit resolution would give
 * more than {@link maxPoints} values.
 */
export async function getHeartRate(question: HeartRateQuestion): Promise<HeartRateAnswer> {
  const { sql } = database();
  const alone = question.source && (await heartRateOfSource(question, question.source));
  if (alone) return alone;
  const owner = await windowOwner(sql, question);
  if (question.resolution === 'auto') return await finestThatFits(sql, question, owner);
  return question.resolution === 'raw'
    ? await allSamples(sql, question, owner)
    : await buckets(sql, question, owner, refuseTooMany(question, question.resolution));
}

/** @throws {HeartlineError} USER_NOT_FOUND. */
async function windowOwner(sql: Sql, question: HeartRateQuestion): Promise<WindowOwner> {
  const { userId, start, end } = question;
  const likely = likelyBuckets({ ...question, ...window(question) });
  const [row] = await sql.unsafe<OwnerRow[]>(
    `select time_zone as "timeZone", ${staleStretchesSql} as stale,
      (select coalesce(sum(sample_count), 0)::float8 from activities_heart_summary
        where user_id = users.id
          and date > ($2::timestamptz at time zone time_zone)::date
          and date < ($3::timestamptz at time zone time_zone)::date) as "atLeast",
      ${likely?.sql ?? 'null::bytea'} as rows
    from users where id = $1`,
    [
      userId,
      new Date(start).toISOString(),
      new Date(end).toISOString(),
      ...(likely?.parameters ?? []),
    ],
    { prepare: true },
  );
  if (!row) {
    throw new HeartlineError(
      'USER_NOT_FOUND',
      `There is no user "${userId}". GET /api/users lists those there are.`,
    );
  }
  const { timeZone, atLeast } = row;
  const stale = (row.stale ?? []).map(([startMs, endMs]) => ({ startMs, endMs }));
  const columns = likely?.read(row, { timeZone, stale });
  return { timeZone, stale, atLeast, likely: likely && { resolution: likely.resolution, columns } };
}

interface OwnerRow extends Packed {
  timeZone: string;
  stale: [number, number][] | null;
  atLeast: number;
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
  const ready = owner.likely?.resolution === resolution ? owner.likely.columns : undefined;
  const columns =
    ready ??
    (await bucketColumns(sql, {
      ...window(question),
      timeZone: question.timeZone ?? owner.timeZone,
      resolution,
      stale: owner.stale,
    }));
  return { ...head(question, owner), resolution, ...columns };
}

function window({ userId, start, end }: HeartRateQuestion) {
  return { userId, startMs: start, endMs: end };
}

function head({ userId, start, end, timeZone }: HeartRateQuestion, owner: WindowOwner) {
  return { userId, timeZone: timeZone ?? owner.timeZone, start, end, unit: 'bpm' as const };
}
