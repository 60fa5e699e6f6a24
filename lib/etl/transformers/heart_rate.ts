/** Raw heart-rate documents to checked samples by local day. */
import type { LocalDate } from '#lib/time/localDate.ts';
import { addDays } from '#lib/time/localDate.ts';
import { type LocalDay, localDateOf, localDay } from '#lib/time/timeZone.ts';
import { recordText } from '../recordText.ts';
import type {
  HeartRateDay,
  OffsetRun,
  RawHeartRate,
  RawReading,
  RejectedRecord,
  TransformContext,
  Transformed,
  Transformer,
} from '../types.ts';
import { secondPasses } from './doubledHour.ts';
import { HeartRateTimeReader } from './heartRateTime.ts';
import { readBpm, valueRefusalDetail } from './heartRateValue.ts';

/** How far beyond now a sample may lie: device clocks run fast, and zones differ, by a day at most. */
const futureToleranceMs = 86_400_000;

/** The readings that are samples, in the document's order at first and in that of time later. */
interface Samples {
  /** ms UTC. */
  t: Float64Array;
  /** bpm. */
  value: Int16Array;
  /** Index among the document's readings. */
  row: Uint32Array;
  length: number;
  /** Whether every sample is later than the one before it: nothing to sort, no instant twice. */
  ascending: boolean;
}

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
  const kept = ordered.ascending ? ordered : oneAnInstant(ordered, work);
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
      work.rejected.push(refusal(work, reading, ms, bpm));
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

/** Why a reading is no sample; its time is looked at first. */
function refusal(
  work: Work,
  reading: RawReading,
  ms: number,
  bpm: ReturnType<typeof readBpm>,
): RejectedRecord {
  const { timeZone } = work;
  const { now } = work.context;
  if (work.time.skipped) {
    work.skipped += 1;
    const when = work.raw.notation === 'time-of-day' ? ` on ${work.raw.date}` : '';
    return record(
      work,
      reading,
      'time-skipped-by-clock-change',
      `${reading.time}${when} does not exist in ${timeZone}, where the clocks skip that hour. ` +
        'If the device did not follow the clock change, import the file in the zone that it kept.',
    );
  }
  if (Number.isNaN(ms)) {
    return record(work, reading, 'time-unreadable', timeUnreadable(work.raw, reading));
  }
  if (typeof bpm === 'string') {
    return record(work, reading, bpm, valueRefusalDetail(bpm, reading.value));
  }
  return record(
    work,
    reading,
    'time-in-future',
    `${new Date(ms).toISOString()} lies more than a day after ${new Date(now).toISOString()}, ` +
      'when it was read: the clock of the device or the time zone is wrong.',
  );
}

function timeUnreadable(raw: RawHeartRate, reading: RawReading): string {
  const expected = {
    'time-of-day': 'a time of day such as 07:21:05',
    iso: 'a time such as 2025-06-15 14:00:05, with or without Z or an offset',
    us: 'a time such as 4/12/2016 7:21:00 AM, month first',
  }[raw.notation];
  return `"${reading.time.slice(0, 40)}" is not ${expected}.`;
}

function record(
  { raw }: Work,
  reading: RawReading,
  reason: RejectedRecord['reason'],
  detail: string,
): RejectedRecord {
  return {
    reason,
    detail: recordText(detail),
    origin: reading.origin ?? raw.origin,
    line: reading.line ?? null,
    raw: recordText(JSON.stringify({ time: reading.time, value: reading.value })),
  };
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

function isAscending({ t, length }: Samples): boolean {
  for (let i = 1; i < length; i++) if ((t[i] ?? 0) <= (t[i - 1] ?? 0)) return false;
  return true;
}

function inOrderOfTime(samples: Samples): Samples {
  const { t, value, row, length } = samples;
  const order = new Uint32Array(length).map((_, i) => i);
  order.sort((a, b) => (t[a] ?? 0) - (t[b] ?? 0) || a - b);
  const sorted = {
    t: Float64Array.from(order, (i) => t[i] ?? 0),
    value: Int16Array.from(order, (i) => value[i] ?? 0),
    row: Uint32Array.from(order, (i) => row[i] ?? 0),
    length,
    ascending: false,
  };
  return { ...sorted, ascending: isAscending(sorted) };
}

/** Leaves the last row of each instant and records those whose value it overrules. */
function oneAnInstant(samples: Samples, work: Work): Samples {
  const { t, value, row } = samples;
  let length = 0;
  let from = 0;
  for (let i = 0; i < samples.length; i++) {
    if (i + 1 < samples.length && t[i + 1] === t[i]) continue;
    for (let loser = from; loser < i; loser++) {
      if (value[loser] !== value[i]) {
        work.rejected.push(overruled(work, row[loser] ?? 0, row[i] ?? 0, t[i] ?? 0));
      }
    }
    t[length] = t[i] ?? 0;
    value[length] = value[i] ?? 0;
    row[length] = row[i] ?? 0;
    length += 1;
    from = i + 1;
  }
  return { t, value, row, length, ascending: true };
}

function overruled(work: Work, loserRow: number, winnerRow: number, ms: number): RejectedRecord {
  const loser = work.raw.readings[loserRow] ?? { time: '', value: '' };
  const winner = work.raw.readings[winnerRow] ?? { time: '', value: '' };
  const place = winner.line === undefined ? `reading ${winnerRow + 1}` : `line ${winner.line}`;
  const origin = winner.origin ?? work.raw.origin;
  return record(
    work,
    loser,
    'overruled-by-later-row',
    `${loser.value} bpm at ${new Date(ms).toISOString()} gave way to ${winner.value} bpm of ` +
      `${place} in ${origin}, the last row for that instant.`,
  );
}

function splitByLocalDay(samples: Samples, timeZone: string, raw: RawHeartRate): HeartRateDay[] {
  const { t, value, length } = samples;
  const says = raw.readings.some(({ utcOffset }) => utcOffset !== undefined);
  const days: HeartRateDay[] = [];
  for (let from = 0; from < length; ) {
    const { date, startMs, endMs } = dayHolding(t[from] ?? 0, timeZone);
    let to = from + 1;
    while (to < length && (t[to] ?? 0) < endMs) to += 1;
    days.push({
      date,
      startMs,
      endMs,
      t: t.subarray(from, to),
      value: value.subarray(from, to),
      ...(says && { offsets: offsetRuns(samples, from, to, raw) }),
    });
    from = to;
  }
  return days;
}

function offsetRuns({ t, row }: Samples, from: number, to: number, raw: RawHeartRate) {
  const runs: OffsetRun[] = [];
  for (let i = from; i < to; i++) {
    const seconds = raw.readings[row[i] ?? 0]?.utcOffset ?? null;
    if (runs.length === 0 || runs.at(-1)?.seconds !== seconds)
      runs.push({ at: t[i] ?? 0, seconds });
  }
  return runs;
}

/** Where clocks went back over midnight, an instant of the old date lies within the new day. */
function dayHolding(ms: number, timeZone: string): LocalDay {
  let date: LocalDate = localDateOf(ms, timeZone);
  let day = localDay(date, timeZone);
  while (ms >= day.endMs) {
    date = addDays(date, 1);
    day = localDay(date, timeZone);
  }
  return day;
}
