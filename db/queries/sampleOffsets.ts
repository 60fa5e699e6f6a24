/** What the device's clock was ahead of UTC at each sample of a user, for samples that come in order. */
import { database } from '../client.ts';

/** @returns seconds for each of the samples; null where its source did not say. */
export type OffsetsOfDay = (
  dayStart: number,
  t: readonly number[],
  sourceIds: readonly number[],
) => (number | null)[];

interface Run {
  sourceId: number;
  at: number;
  seconds: number | null;
}

/**
 * All runs at once, a row or two a day; then local days can be asked for one after the other.
 * @param start first instant of a local day. @param end ms UTC, excluded.
 */
export async function sampleOffsets(
  userId: string,
  start: number,
  end: number,
): Promise<OffsetsOfDay> {
  const rows = await database().sql<Run[]>`
    select source_id as "sourceId", round(date_part('epoch', from_at) * 1000) as at,
      offset_seconds as seconds
    from sample_utc_offsets join user_sources using (user_id, source)
    where user_id = ${userId} and from_at >= ${new Date(start).toISOString()}::text::timestamptz
      and from_at < ${new Date(end).toISOString()}::text::timestamptz
    order by from_at`;
  const clocks = new Map(
    [...Map.groupBy(rows, ({ sourceId }) => sourceId)].map(([id, runs]) => [id, new Clock(runs)]),
  );
  return (dayStart, t, sourceIds) => {
    for (const clock of clocks.values()) clock.beginDay(dayStart);
    return t.map((ms, i) => clocks.get(sourceIds[i] ?? 0)?.at(ms) ?? null);
  };
}

/** One source's runs, passed through once. A run holds until the next one, and no longer than its local day. */
class Clock {
  readonly #runs: readonly Run[];
  #next = 0;
  #seconds: number | null = null;

  constructor(runs: readonly Run[]) {
    this.#runs = runs;
  }

  beginDay(startMs: number): void {
    while ((this.#runs[this.#next]?.at ?? Infinity) < startMs) this.#next += 1;
    this.#seconds = null;
  }

  at(ms: number): number | null {
    for (let run = this.#runs[this.#next]; run && run.at <= ms; run = this.#runs[this.#next]) {
      this.#seconds = run.seconds;
      this.#next += 1;
    }
    return this.#seconds;
  }
}
