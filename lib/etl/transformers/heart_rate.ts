/** Raw heart-rate documents to checked samples by local day. */
import type {
  HeartRateDay,
  RawHeartRate,
  RawReading,
  RejectedRecord,
  TransformContext,
  Transformed,
  Transformer,
} from '../types.ts';
import { secondPasses } from './doubledHour.ts';
import { splitByLocalDay } from './heartRateDays.ts';
import { overruled, refusal } from './heartRateRefusals.ts';
import { inOrderOfTime, isAscending, oneAnInstant, type Samples } from './heartRateSamples.ts';
import { HeartRateTimeReader } from './heartRateTime.ts';
import { readBpm } from './heartRateValue.ts';

/** How far beyond now a sample may lie: device clocks run fast, and zones differ, by a day at most. */
const futureToleranceMs = 86_400_000;

/** What is gathered on the way through one document. */
interface Work {
  raw: RawHeartRate;
  context: TransformContext;
  /** Zone of times without an offset. */
  timeZone: string;
  time: HeartRateTimeReader;
  rejected: RejectedRecord[];
  notes: string[];
  skipped: number;
}

/**
 * Reads the document's times in its own zone or else in `context.timeZone` (see `secondPasses` for the hour that happens
 * twice), refuses what is no whole 1–300 bpm or no time or lies more than a day beyond
 * `context.now`, puts the rest in the order of time and splits it by local day.
 *
 * One instant with one value again is a duplicate; with another value a conflict, in which the last
 * row of the document wins and the overruled ones are kept as rejected records. Instants are kept
 * to the ms. Nothing is rounded, moved or filled in.
 * @throws {HeartlineError} SOURCE_FAILED for a `time-of-day` document without a date.
 */
export const transformHeartRate: Transformer<RawHeartRate, HeartRateDay> = (raw, context) => {
  const timeZone = raw.timeZone ?? context.timeZone;
  const time = new HeartRateTimeReader(raw, timeZone);
  const work: Work = { raw, context, timeZone, time, rejected: [], notes: [], skipped: 0 };
  const samples = readSamples(work);
  const refused = work.rejected.length + (raw.rejected?.length ?? 0);
  const ordered = samples.ascending ? samples : inOrderOfTime(samples);
  const kept = ordered.ascending
    ? ordered
    : oneAnInstant(ordered, (...places) => work.rejected.push(overruled(raw, ...places)));
  const conflicting = work.rejected.length + (raw.rejected?.length ?? 0) - refused;
  return {
    days: splitByLocalDay(kept, context.timeZone, raw),
    counts: {
      read: raw.readings.length + (raw.rejected?.length ?? 0),
      duplicate: samples.length - kept.length - conflicting,
      conflicting,
      rejected: refused,
    },
    rejected: [...(raw.rejected ?? []), ...work.rejected],
    notes: work.notes,
  } satisfies Transformed<HeartRateDay>;
};

function readSamples(work: Work): Samples {
  const { readings } = work.raw;
  const t = new Float64Array(readings.length);
  const value = new Int16Array(readings.length);
  const row = new Uint32Array(readings.length);
  const latest = work.context.now + futureToleranceMs;
  let length = 0;
  let last = Number.NEGATIVE_INFINITY;
  let ascending = true;
  let doubled = 0;
  for (let index = 0; index < readings.length; index++) {
    const reading = readings[index];
    if (reading === undefined) continue;
    const ms = work.time.read(reading.time);
    const bpm = readBpm(reading.value);
    if (!(ms <= latest) || typeof bpm === 'string') {
      work.rejected.push(refused(work, reading, ms, bpm));
      continue;
    }
    if (work.time.shiftMs > 0) doubled += 1;
    if (ms <= last) ascending = false;
    last = ms;
    t[length] = ms;
    value[length] = bpm;
    row[length] = index;
    length += 1;
  }
  noteSkipped(work);
  const samples = { t, value, row, length, ascending };
  return doubled > 0 ? withSecondPasses(samples, work) : samples;
}

function refused(
  work: Work,
  reading: RawReading,
  ms: number,
  bpm: ReturnType<typeof readBpm>,
): RejectedRecord {
  const { raw, timeZone, time, context } = work;
  if (time.skipped) work.skipped += 1;
  const what = { ms, bpm, isSkipped: time.skipped, timeZone, now: context.now };
  return refusal(raw, reading, what);
}

function noteSkipped({ skipped, notes, raw, timeZone }: Work): void {
  if (skipped === 0) return;
  notes.push(
    `${raw.origin}: ${readings(skipped)} in an hour that the clocks skip in ${timeZone} ` +
      'were rejected, as no such time exists.',
  );
}

/** Reads the times again, as what the face showed is needed on two days of a year only. */
function withSecondPasses(samples: Samples, work: Work): Samples {
  const face = new Float64Array(samples.length);
  const shift = new Float64Array(samples.length);
  const origin: string[] = [];
  const wallClock: number[] = [];
  for (let i = 0; i < samples.length; i++) {
    const reading = work.raw.readings[samples.row[i] ?? 0];
    work.time.read(reading?.time ?? '');
    if (Number.isNaN(work.time.faceMs)) continue;
    face[wallClock.length] = work.time.faceMs;
    shift[wallClock.length] = work.time.shiftMs;
    origin.push(reading?.origin ?? work.raw.origin);
    wallClock.push(i);
  }
  const rows = { face: face.subarray(0, wallClock.length), shift, origin };
  const second = secondPasses(rows);
  wallClock.forEach((i, at) => {
    if (second[at] === 1) samples.t[i] = (samples.t[i] ?? 0) + (shift[at] ?? 0);
  });
  noteDoubled(work, shift, second);
  return { ...samples, ascending: isAscending(samples) };
}

function noteDoubled(
  { notes, raw, timeZone }: Work,
  shift: Float64Array,
  second: Uint8Array,
): void {
  const inHour = shift.reduce((count, ms) => count + (ms > 0 ? 1 : 0), 0);
  const later = second.reduce((count, is) => count + is, 0);
  notes.push(
    `${raw.origin}: ${readings(inHour)} without an offset in the hour that happens twice when the ` +
      `clocks go back in ${timeZone}. By the order of the rows ${inHour - later} were read ` +
      `as its first pass and ${later} as its second.`,
  );
}

function readings(count: number): string {
  return count === 1 ? '1 reading' : `${count} readings`;
}
