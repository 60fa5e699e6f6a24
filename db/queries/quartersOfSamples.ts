/** In which quarter-hours of a day there is heart rate, from the samples alone. */
import { quarterMs, quartersIn, stateLetters } from '#lib/coverage/states.ts';
import type { LocalDay } from '#lib/time/timeZone.ts';
import { database } from '../client.ts';

/**
 * One letter a quarter-hour by local date: `partial` where there is a sample, else `unknown`, as
 * nobody asked how much there should be.
 */
export async function quartersOfSamples(
  userId: string,
  days: readonly LocalDay[],
): Promise<Map<string, string>> {
  const [first, last] = [days[0], days.at(-1)];
  if (!first || !last) return new Map();
  const buckets = await database().sql<{ ms: number }[]>`
    select date_part('epoch', bucket) * 1000 as ms from activities_heart_intraday_15m
    where user_id = ${userId} and bucket >= to_timestamp(${first.startMs / 1000 - 900}::float8)
      and bucket < to_timestamp(${last.endMs / 1000}::float8)`;
  const filled = new Set(buckets.map(({ ms }) => Math.floor(ms / quarterMs)));
  return new Map(
    days.map((day) => [
      day.date,
      Array.from({ length: quartersIn(day) }, (_, quarter) =>
        filled.has(Math.floor((day.startMs + quarter * quarterMs) / quarterMs))
          ? stateLetters.partial
          : stateLetters.unknown,
      ).join(''),
    ]),
  );
}
