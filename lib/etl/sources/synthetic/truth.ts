/** The samples of one synthetic local day as instants: what the documents are written from. */
import type { LocalDate } from '#lib/time/localDate.ts';
import { type LocalDay, localDay } from '#lib/time/timeZone.ts';
import { activityOf } from './activity.ts';
import { clockHours, faceShift } from './dayClock.ts';
import { heartRateCurve } from './heartRateCurve.ts';
import { type Person, personOf } from './person.ts';
import { between, type Identity, type Random, stream } from './random.ts';
import { type Stretch, spacingByMinute, wornStretches } from './wear.ts';

export interface DayRequest extends Identity {
  date: LocalDate;
  /** IANA zone. */
  timeZone: string;
  /** ms UTC; no sample lies beyond it. */
  now: number;
}

export interface DayTruth {
  person: Person;
  day: LocalDay;
  /** ms UTC, ascending, whole seconds. */
  t: Float64Array;
  /** Whole bpm, as many as `t`. */
  bpm: Int16Array;
}

const lowestBpm = 35;
const highestBpm = 200;
const msPerDay = 86_400_000;

/**
 * The samples of a local day up to `now`. Pure: everything is drawn from seed, user and date, and
 * `now` only ends the series, so a finished day begins with what the unfinished one had.
 */
export function truthOf(request: DayRequest): DayTruth {
  const person = personOf(request);
  const day = localDay(request.date, request.timeZone);
  const end = Math.min(day.endMs, request.now + 1);
  if (end <= day.startMs) {
    return { person, day, t: new Float64Array(0), bpm: new Int16Array(0) };
  }
  const hours = clockHours(day);
  const activity = activityOf(request, person, day, hours);
  const curve = heartRateCurve(request, person, day, hours, activity);
  const spacing = spacingByMinute(request, person, day, activity);
  const worn = withinTheDate(day, wornStretches(request, person, day));
  return {
    person,
    day,
    ...sample(request, day, { curve, spacing, steps: activity.steps, worn, end }),
  };
}

/**
 * Where clocks went back over midnight (St John's until 2011) the first minute of a date was followed
 * by an hour of the date before: a document of this date has no words for that hour.
 */
function withinTheDate(day: LocalDay, stretches: Stretch[]): Stretch[] {
  const sayable = day.spans.map((span) => {
    const midnight = -faceShift(day, span);
    const from = Math.max(span.startMs, midnight);
    const to = Math.min(span.endMs, midnight + msPerDay);
    return { from: (from - day.startMs) / 1000, to: (to - day.startMs) / 1000 };
  });
  return sayable.flatMap((within) =>
    stretches
      .map(({ from, to }) => ({ from: Math.max(from, within.from), to: Math.min(to, within.to) }))
      .filter(({ from, to }) => to > from),
  );
}

/** What the device records: `end` in ms UTC, excluded. */
interface Recording {
  curve: Float64Array;
  spacing: Uint8Array;
  steps: Float64Array;
  worn: Stretch[];
  end: number;
}

function sample(
  identity: Identity,
  day: LocalDay,
  { curve, spacing, steps, worn, end }: Recording,
) {
  const random = stream(identity, 'samples', day.date);
  const capacity = Math.ceil((end - day.startMs) / 5000) + worn.length;
  const t = new Float64Array(capacity);
  const bpm = new Int16Array(capacity);
  const lastSecond = (end - 1 - day.startMs) / 1000;
  let count = 0;
  let noise = 0;
  for (const { from, to } of worn) {
    let second = from + Math.floor(random() * 5);
    while (second < to && second <= lastSecond) {
      const minute = Math.floor(second / 60);
      const here = curve[minute] ?? 0;
      const next = curve[minute + 1] ?? here;
      const bits = random.int32();
      const restless = (steps[minute] ?? 0) > 0 ? 2 : 1;
      noise = 0.5 * noise + restless * bell(bits) + slip(random, bits);
      const value = Math.round(here + (next - here) * (second / 60 - minute) + noise);
      t[count] = day.startMs + second * 1000;
      bpm[count] = Math.max(lowestBpm, Math.min(highestBpm, value));
      count += 1;
      second += spacing[minute] ?? 5;
    }
  }
  return { t: t.subarray(0, count), bpm: bpm.subarray(0, count) };
}

/**
 * Nearly normal in bpm from one 32-bit draw: the sum of its four bytes (SD 147.8). Carried on by 0.5
 * from sample to sample it makes the published 1.3 bpm within a minute, rounding included.
 */
function bell(bits: number): number {
  const bytes = (bits & 255) + ((bits >>> 8) & 255) + ((bits >>> 16) & 255) + (bits >>> 24);
  return (bytes - 510) * (1.15 / 147.8);
}

/** The optical sensor loses the pulse about once in 8,000 samples: jumps as often as published. */
function slip(random: Random, bits: number): number {
  if ((bits & 8191) !== 0) return 0;
  return random() < 0.8 ? between(random, 25, 55) : between(random, -25, -10);
}
