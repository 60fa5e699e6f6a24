/** Made-up samples at a 5-second cadence, whole days of 17,280, and the documents a source would send. */
import { truthOf } from '#lib/etl/sources/synthetic/truth.ts';
import type { HeartRateDay, RawHeartRate } from '#lib/etl/types.ts';
import { addDays, type LocalDate } from '#lib/time/localDate.ts';

const samplesPerDay = 17_280;
const stepMs = 5_000;
const dayMs = 86_400_000;

/** The bench's people live in UTC: which day a sample belongs to is no part of what is measured. */
export const timeZone = 'UTC';

/** A file that was made to be imported. */
export interface MadeArchive {
  start: LocalDate;
  end: LocalDate;
  days: number;
  samples: number;
  /** Of the file, and of what is packed in it. */
  bytes: number;
  unpackedBytes: number;
}

/**
 * Values of the synthetic source one after the other, laid on a 5-second grid without gaps. Its
 * own samples are 5 to 15 s apart, so that neighbours here differ a little more than real ones.
 */
export class SampleStream {
  readonly #userId: string;
  #date: LocalDate = '2020-01-01';
  #values: Int16Array = new Int16Array(0);
  #at = 0;

  constructor(userId: string) {
    this.#userId = userId;
  }

  day(date: LocalDate): HeartRateDay {
    const startMs = Date.parse(`${date}T00:00:00Z`);
    const t = Float64Array.from({ length: samplesPerDay }, (_, index) => startMs + index * stepMs);
    return { date, startMs, endMs: startMs + dayMs, t, value: this.#take(samplesPerDay) };
  }

  #take(count: number): Int16Array<ArrayBuffer> {
    const taken = new Int16Array(count);
    for (let filled = 0; filled < count; ) {
      if (this.#at === this.#values.length) this.#nextTruth();
      const part = this.#values.subarray(this.#at, this.#at + count - filled);
      taken.set(part, filled);
      filled += part.length;
      this.#at += part.length;
    }
    return taken;
  }

  #nextTruth(): void {
    const now = Number.POSITIVE_INFINITY;
    this.#values = truthOf({ seed: 23, userId: this.#userId, date: this.#date, timeZone, now }).bpm;
    this.#at = 0;
    this.#date = addDays(this.#date, 1);
  }
}

/** Consecutive days from `first` on. */
export function daysFrom(userId: string, first: LocalDate, count: number): HeartRateDay[] {
  const stream = new SampleStream(userId);
  return Array.from({ length: count }, (_, index) => stream.day(addDays(first, index)));
}

/** The day with every tenth value another: spread over the day, which is the worst case. */
export function withTenthChanged(day: HeartRateDay, by: number): HeartRateDay {
  return { ...day, value: day.value.map((bpm, index) => (index % 10 === 0 ? bpm + by : bpm)) };
}

const timesOfDay = Array.from({ length: samplesPerDay }, (_, index) =>
  new Date(index * stepMs).toISOString().slice(11, 19),
);

/** The day as the source's document: times of day as text, values as numbers. */
export function documentOf({ date, value }: HeartRateDay): RawHeartRate {
  const readings = timesOfDay.map((time, index) => ({ time, value: value[index] ?? 0 }));
  return { origin: `bench ${date}`, notation: 'time-of-day', date, readings };
}
