/** The heart rate that a synthetic person has at each minute of a day, before the device's noise. */
import { addDays } from '#lib/time/localDate.ts';
import type { LocalDay } from '#lib/time/timeZone.ts';
import type { DayActivity } from './activity.ts';
import { autoregressivePath } from './autoregression.ts';
import { asleep, nightOf } from './nights.ts';
import type { Person } from './person.ts';
import type { Identity } from './random.ts';
import { restingLevel } from './restingLevel.ts';

/** The AR(1) noise is quieter asleep; the two factors leave the day's mean variance as published. */
const noiseAsleep = 0.4;
const noiseAwake = 1.16;
/** bpm by which the floor of the waking heart rate raises the mean that a fit finds. */
const wakingLift = 1.6;
/** bpm over which the waking heart rate bends away from the sleeping level. */
const floorSoftness = 3;

/**
 * bpm at the beginning of each minute and at the day's end; in between it runs straight.
 * HR = mesor + level + amplitude·cos(2π(t − acrophase)/24) + d·steps + AR(1) in local hours t (Bowman
 * et al. 2021, 10.1016/j.crmeth.2021.100058), drawn towards the target of an exercise session.
 */
export function heartRateCurve(
  identity: Identity,
  person: Person,
  day: LocalDay,
  hours: Float64Array,
  activity: DayActivity,
): Float64Array {
  const minutes = hours.length - 1;
  const tomorrow = addDays(day.date, 1);
  const levels = [day.date, tomorrow].map((date) => restingLevel(identity, person, date));
  const [level = 0, nextLevel = 0] = levels;
  const night = nightOf(identity, person, day.date);
  const nextNight = nightOf(identity, person, tomorrow);
  const noiseAt = autoregressiveNoise(identity, person, day, minutes);
  const curve = new Float64Array(minutes + 1);
  let walking = 0;
  for (let minute = 0; minute <= minutes; minute += 1) {
    const hour = hours[minute] ?? 0;
    const sleeping = Math.max(asleep(night, hour), asleep(nextNight, hour - 24));
    const centre = person.mesor - wakingLift + level + (nextLevel - level) * eveningWeight(hour);
    const steps = activity.steps[minute] ?? 0;
    // The heart follows the legs within two minutes.
    walking += 0.6 * (person.bpmPerStepPerMinute * steps - walking);
    const scale = sleeping * noiseAsleep + (1 - sleeping) * noiseAwake;
    const free = centre + circadian(person, hour) + scale * noiseAt(minute) + walking;
    const bpm = sleeping * free + (1 - sleeping) * aboveFloor(free, centre - person.amplitude);
    const weight = activity.exerciseWeight[minute] ?? 0;
    curve[minute] = bpm + weight * ((activity.exerciseTarget[minute] ?? 0) - bpm);
  }
  return curve;
}

/** Today's level turns into tomorrow's between 20 and 24 h, so that midnight is no step. */
function eveningWeight(hour: number): number {
  const part = Math.max(0, Math.min(1, (hour - 20) / 4));
  return part * part * (3 - 2 * part);
}

function circadian(person: Person, hour: number): number {
  return person.amplitude * Math.cos((2 * Math.PI * (hour - person.acrophase)) / 24);
}

/** A waking heart rate does not fall below the sleeping one: a smooth maximum (softplus). */
function aboveFloor(bpm: number, floor: number): number {
  return floor + floorSoftness * Math.log1p(Math.exp((bpm - floor) / floorSoftness));
}

/**
 * bpm by minute: 5-minute nodes joined by straight lines. The 5-minute means of such lines correlate
 * by (1 + φ_node) / 2 and keep (1 + φ_node) / 2 of the variance, so the nodes get 2φ − 1 and SD / √φ.
 */
function autoregressiveNoise(
  identity: Identity,
  person: Person,
  day: LocalDay,
  minutes: number,
): (minute: number) => number {
  const steps = Math.ceil(minutes / 5);
  const path = autoregressivePath(identity, day.date, steps, 2 * person.phi - 1);
  const sd = person.noiseSd / Math.sqrt(person.phi);
  return (minute) => {
    const position = (minute / minutes) * steps;
    const index = Math.min(steps - 1, Math.floor(position));
    const from = path[index] ?? 0;
    const to = path[index + 1] ?? from;
    return sd * (from + (to - from) * (position - index));
  };
}
