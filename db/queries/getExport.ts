/** Everything of one user, or a window of it, to be taken away: read while it is written. */
import type { CoverageDay } from '#lib/contract/coverage.ts';
import { maxAnnotations } from '#lib/contract/limits.ts';
import type { Exported, ExportedDay, SampleBatch } from '#lib/exchange/types.ts';
import { eachDay } from '#lib/time/localDate.ts';
import { localDateOf, localDay } from '#lib/time/timeZone.ts';
import { database } from '../client.ts';
import { getAnnotations } from './getAnnotations.ts';
import { getSummary } from './getSummary.ts';
import { getUserCoverage } from './getUserCoverage.ts';
import { getUser } from './getUsers.ts';
import { type Packed, packed, unpacked } from './packedRows.ts';
import { sampleOffsets } from './sampleOffsets.ts';

export interface ExportQuestion {
  userId: string;
  /** `[start, end)`, ms UTC; from the first and to the last sample where absent. */
  start?: number | undefined;
  end?: number | undefined;
  /** Keys of sources that need an account. */
  connecting: readonly string[];
  /** ms UTC; the present moment unless a test says otherwise. */
  now?: number;
}

/** @throws {HeartlineError} USER_NOT_FOUND. */
export async function getExport(question: ExportQuestion): Promise<Exported> {
  const { userId, start, end, now = Date.now() } = question;
  const { name, timeZone, firstSample, lastSample } = await getUser(userId);
  const annotations = await allAnnotations(question);
  const head = {
    ...{ userId, name, timeZone, firstSample, lastSample, annotations },
    start: start ?? null,
    end: end ?? null,
    exportedAt: now,
  };
  if (firstSample === null || lastSample === null) return { ...head, days: [], samples: none() };
  const from = Math.max(start ?? firstSample, firstSample);
  // Days after the last sample are missing too, up to today.
  const days = await daysOf(question, timeZone, from, Math.min(end ?? now, now));
  const to = Math.min(end ?? lastSample + 1, lastSample + 1);
  return { ...head, days, samples: from < to ? samplesOf(userId, timeZone, from, to) : none() };
}

async function* none(): AsyncGenerator<SampleBatch> {}

async function allAnnotations({ userId, start, end }: ExportQuestion) {
  const annotations = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const question = { users: [userId], start, end, limit: maxAnnotations };
    const page = await getAnnotations({ ...question, cursor: cursor ?? undefined });
    annotations.push(...page.annotations);
    cursor = page.nextCursor;
  }
  return annotations.reverse();
}

async function daysOf(
  { userId, connecting, now }: ExportQuestion,
  timeZone: string,
  from: number,
  to: number,
): Promise<ExportedDay[]> {
  if (from >= to) return [];
  const [start, end] = [localDateOf(from, timeZone), localDateOf(to - 1, timeZone)];
  const asked = { userId, start, end };
  const [{ days }, coverage] = await Promise.all([
    getSummary(asked),
    getUserCoverage({ ...asked, detail: 'days', connecting, ...(now && { now }) }),
  ]);
  const known = new Map(days.map((day) => [day.date, day]));
  const reasons = new Map(coverage.days.map((day) => [day.date, reasonOf(day)]));
  return [...eachDay(start, end)].map((date) => {
    const { startMs, endMs } = localDay(date, timeZone);
    return {
      date,
      samples: known.get(date)?.sampleCount ?? 0,
      minutesWithData: known.get(date)?.minutesWithData ?? 0,
      minutes: (endMs - startMs) / 60_000,
      reason: reasons.get(date),
    };
  });
}

/** `not worn`, `failed: the source answered 503`. */
function reasonOf({ state, error }: CoverageDay): string {
  return `${state.replaceAll('-', ' ')}${error ? `: ${error.message}` : ''}`;
}

const layout = { timestamp: 'timestamptz', value: 'int2', source_id: 'int2' } as const;

/**
 * A local day a statement, from sample to sample over what is missing. No cursor is held open in
 * the database: a slow reader would keep its snapshot, and the embedded one from everybody else.
 */
async function* samplesOf(
  userId: string,
  timeZone: string,
  from: number,
  to: number,
): AsyncGenerator<SampleBatch> {
  const dayOf = (ms: number) => localDay(localDateOf(ms, timeZone), timeZone);
  const [sources, offsets] = await Promise.all([
    sourceKeys(userId),
    sampleOffsets(userId, dayOf(from).startMs, to),
  ]);
  for (let at = await nextSample(userId, from, to); at !== undefined; ) {
    const { startMs, endMs } = dayOf(at);
    const dayEnd = Math.min(endMs, to);
    const [row] = await database().sql.unsafe<Packed[]>(
      `select ${packed(layout)} from activities_heart_intraday
      where user_id = $1 and "timestamp" >= $2::timestamptz and "timestamp" < $3::timestamptz`,
      [userId, new Date(at).toISOString(), new Date(dayEnd).toISOString()],
      { prepare: true },
    );
    const { timestamp, value, source_id } = unpacked(row, layout);
    if (timestamp.length > 0)
      yield {
        t: timestamp,
        value,
        source: source_id.map((id) => sources.get(id) ?? ''),
        utcOffset: offsets(startMs, timestamp, source_id),
      };
    at = await nextSample(userId, dayEnd, to);
  }
}

/** ms UTC of the first sample from `from` to before `to`, rounded down. */
async function nextSample(userId: string, from: number, to: number): Promise<number | undefined> {
  const rows = await database().sql<{ at: number }[]>`
    select floor(date_part('epoch', "timestamp") * 1000)::float8 as at
    from activities_heart_intraday
    where user_id = ${userId}
      and "timestamp" >= ${new Date(from).toISOString()}::text::timestamptz
      and "timestamp" < ${new Date(to).toISOString()}::text::timestamptz
    order by "timestamp" limit 1`;
  return rows[0]?.at;
}

async function sourceKeys(userId: string): Promise<Map<number, string>> {
  const rows = await database().sql<{ id: number; source: string }[]>`
    select source_id as id, source from user_sources where user_id = ${userId}`;
  return new Map(rows.map(({ id, source }) => [id, source]));
}
