/** What the clock of a user's device was ahead of UTC, where a source says so of its samples. */
import type { UtcOffsetsAnswer } from '#lib/contract/utcOffsets.ts';
import { database } from '../client.ts';
import { getUser } from './getUsers.ts';

/**
 * From the run that holds at `start` to before `end` (ms UTC), a run wherever the offset changes.
 * @throws {HeartlineError} USER_NOT_FOUND.
 */
export async function getUtcOffsets({
  userId,
  start,
  end,
}: {
  userId: string;
  start: number;
  end: number;
}): Promise<UtcOffsetsAnswer> {
  const { timeZone } = await getUser(userId);
  const rows = await database().sql<{ source: string; at: number; seconds: number | null }[]>`
    select runs.source, floor(date_part('epoch', from_at) * 1000) as at, offset_seconds as seconds
    from sample_utc_offsets as runs join user_sources using (user_id, source)
    where user_id = ${userId} and from_at < to_timestamp(${end / 1000}::float8)
      and from_at >= coalesce(
        (select max(from_at) from sample_utc_offsets as before
          where before.user_id = runs.user_id and before.source = runs.source
            and from_at <= to_timestamp(${start / 1000}::float8)),
        to_timestamp(${start / 1000}::float8))
    order by precedence, from_at`;
  const bySource = Map.groupBy(rows, ({ source }) => source);
  return {
    userId,
    timeZone,
    sources: [...bySource].map(([source, runs]) => {
      const changes = runs.filter(({ seconds }, i) => seconds !== runs[i - 1]?.seconds || i === 0);
      return {
        source,
        t: changes.map(({ at }) => at),
        offsetSeconds: changes.map(({ seconds }) => seconds),
      };
    }),
  };
}
