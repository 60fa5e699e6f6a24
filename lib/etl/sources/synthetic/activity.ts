/** What a synthetic person does on one day: walking bouts and exercise, by the minute. */
import type { LocalDay } from '#lib/time/timeZone.ts';
import { elapsedSeconds, minutesOf } from './dayClock.ts';
import { maximalHeartRate, type Person } from './person.ts';
import {
  around,
  between,
  geometric,
  type Identity,
  normal,
  type Random,
  stream,
} from './random.ts';

/**
 * Chance that a minute is active, by local hour. Published: 0.01 at 01–04 h, 0.23–0.30 at 07–19 h;
 * the hours between are joined by eye.
 */
const activeShareByHour = [
  0.03, 0.01, 0.01, 0.01, 0.02, 0.06, 0.14, 0.23, 0.26, 0.27, 0.28, 0.29, 0.3, 0.29, 0.28, 0.28,
  0.29, 0.3, 0.27, 0.22, 0.16, 0.12, 0.08, 0.05,
];
const meanBoutMinutes = 2.9;

/** Minutes 0 … n − 1 of the day. */
export interface DayActivity {
  steps: Float64Array;
  /** How far exercise has taken over the heart rate, 0 … 1, and where it takes it (bpm). */
  exerciseWeight: Float64Array;
  exerciseTarget: Float64Array;
}

/** @param hours local hour at the beginning of each minute. */
export function activityOf(
  identity: Identity,
  person: Person,
  day: LocalDay,
  hours: Float64Array,
): DayActivity {
  const minutes = minutesOf(day);
  const activity = {
    steps: walkingBouts(stream(identity, 'bouts', day.date), hours, minutes),
    exerciseWeight: new Float64Array(minutes),
    exerciseTarget: new Float64Array(minutes),
  };
  exercise(stream(identity, 'exercise', day.date), person, day, activity);
  return activity;
}

/** Bouts of 2.9 min on average (p90 6, p99 19), in an active minute 19 steps by median, p90 79. */
function walkingBouts(random: Random, hours: Float64Array, minutes: number): Float64Array {
  const steps = new Float64Array(minutes);
  for (let minute = 0; minute < minutes; minute += 1) {
    const share = activeShareByHour[Math.floor(hours[minute] ?? 0) % 24] ?? 0;
    if (random() >= share / ((1 - share) * meanBoutMinutes)) continue;
    const length = geometric(random, random() < 0.16 ? 7.5 : 2);
    // Log-normal with σ 1.11, most of it shared by the minutes of a bout: one walks or one potters.
    const bout = Math.log(19) + 0.93 * normal(random);
    const end = Math.min(minutes, minute + length);
    for (; minute < end; minute += 1) {
      steps[minute] = Math.min(180, Math.max(1, Math.round(Math.exp(bout + 0.6 * normal(random)))));
    }
  }
  return steps;
}

/** At most one session a day: up within minutes, 130 to 170 bpm, and slower down again. */
function exercise(random: Random, person: Person, day: LocalDay, activity: DayActivity): void {
  if (random() >= person.exercisePerWeek / 7) return;
  const usualHour = [8.2, 12.3, 17.9][Math.floor(3 * random())] ?? 17.9;
  const first = Math.round(elapsedSeconds(day, usualHour + 0.5 * normal(random)) / 60);
  const length = Math.round(around(random, 20, 40, 90));
  const intensity = person.exerciseIntensity * maximalHeartRate(person);
  const target = Math.max(130, Math.min(170, intensity + 4 * normal(random)));
  const recoveryMinutes = between(random, 3, 6);
  const swingMinutes = between(random, 6, 14);
  let weight = 0;
  for (let minute = first; minute < activity.steps.length; minute += 1) {
    const running = minute < first + length;
    weight += running ? (1 - weight) / 2.5 : -weight / recoveryMinutes;
    if (!running && weight < 0.01) break;
    activity.exerciseWeight[minute] = weight;
    activity.exerciseTarget[minute] =
      target + 4 * Math.sin((2 * Math.PI * (minute - first)) / swingMinutes);
  }
}
