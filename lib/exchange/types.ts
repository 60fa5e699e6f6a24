/** A user's samples on their way out, and all that one must know to read them rightly. */
import type { Annotation } from '#lib/contract/annotations.ts';
import type { LocalDate } from '#lib/time/dateArithmetic.ts';

/** A whole local day, and how much of it there is. */
export interface ExportedDay {
  date: LocalDate;
  samples: number;
  /** Minutes with at least one sample, of how many the day has: 1,380 to 1,500. */
  minutesWithData: number;
  minutes: number;
  /** How the coverage ledger sees the day, and why something is missing. */
  reason?: string | undefined;
}

/** Parallel columns, ascending: instants in ms UTC, bpm, and the key of the source of each. */
export interface SampleBatch {
  t: number[];
  value: number[];
  source: string[];
  /** What the device's own clock was ahead of UTC, s; null where the source did not say. */
  utcOffset: (number | null)[];
}

export interface Exported {
  userId: string;
  name: string;
  timeZone: string;
  /** `[start, end)`, ms UTC; null where everything was asked for. */
  start: number | null;
  end: number | null;
  /** First and last sample that are stored at all, ms UTC. */
  firstSample: number | null;
  lastSample: number | null;
  /** When it began to be written, ms UTC. */
  exportedAt: number;
  annotations: Annotation[];
  /** Every local day that the window touches from the first sample until today, without a hole. */
  days: ExportedDay[];
  samples: AsyncIterable<SampleBatch>;
}
