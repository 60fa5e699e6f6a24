/** The daily summary, counted from the same samples that the day's document holds. */
import { maximalHeartRate, type Person } from './person.ts';
import type { DailyHeartRate } from './records.ts';
import type { DayTruth } from './truth.ts';

const msPerMinute = 60_000;
const windowMinutes = 30;
const windowMinutesNeeded = 24;

/** The vendor's legacy zones: 50, 70 and 85 % of maximal heart rate; it counts from 30 to 220 bpm. */
const legacyZones = [
  { name: 'Out of Range', from: 0 },
  { name: 'Fat Burn', from: 0.5 },
  { name: 'Cardio', from: 0.7 },
  { name: 'Peak', from: 0.85 },
] as const;

/** The `activities-heart` answer of a day, or of as much of it as has happened. */
export function dailyHeartRateOf(truth: DayTruth): DailyHeartRate {
  const means = minuteMeans(truth);
  const restingHeartRate = lowestHalfHourMean(means);
  const value = {
    customHeartRateZones: [],
    heartRateZones: zonesOf(truth.person, means),
    ...(restingHeartRate === null ? {} : { restingHeartRate: Math.round(restingHeartRate) }),
  };
  return { 'activities-heart': [{ dateTime: truth.day.date, value }] };
}

/** Mean bpm of each minute since the day began; NaN where there is no sample. */
export function minuteMeans({ day, t, bpm }: DayTruth): Float64Array {
  const minutes = Math.ceil((day.endMs - day.startMs) / msPerMinute);
  const sums = new Float64Array(minutes);
  const counts = new Float64Array(minutes);
  for (let index = 0; index < t.length; index += 1) {
    const minute = Math.floor(((t[index] ?? 0) - day.startMs) / msPerMinute);
    sums[minute] = (sums[minute] ?? 0) + (bpm[index] ?? 0);
    counts[minute] = (counts[minute] ?? 0) + 1;
  }
  return sums.map((sum, minute) => sum / (counts[minute] ?? 0));
}

/**
 * Resting heart rate, bpm: the lowest mean of 30 minutes in a row of which at least 24 have data,
 * minutes weighing alike whatever their spacing; null when there is no such half hour.
 */
export function lowestHalfHourMean(means: Float64Array): number | null {
  let lowest = Number.POSITIVE_INFINITY;
  let sum = 0;
  let present = 0;
  const move = (minute: number, sign: 1 | -1) => {
    const mean = means[minute] ?? Number.NaN;
    if (Number.isNaN(mean)) return;
    sum += sign * mean;
    present += sign;
  };
  for (let minute = 0; minute < means.length; minute += 1) {
    move(minute, 1);
    if (minute >= windowMinutes) move(minute - windowMinutes, -1);
    if (minute < windowMinutes - 1 || present < windowMinutesNeeded) continue;
    lowest = Math.min(lowest, sum / present);
  }
  return Number.isFinite(lowest) ? lowest : null;
}

function zonesOf(person: Person, means: Float64Array) {
  const edge = (part: number) => Math.round(part * maximalHeartRate(person));
  const zones = legacyZones.map(({ name, from }, index) => ({
    name,
    min: index === 0 ? 30 : edge(from),
    max: edge(legacyZones[index + 1]?.from ?? 220 / maximalHeartRate(person)),
    minutes: 0,
    caloriesOut: 0,
  }));
  for (const mean of means) {
    const zone = zones.find(({ min, max }) => mean >= min && mean < max);
    if (!zone) continue;
    zone.minutes += 1;
    zone.caloriesOut += caloriesPerMinute(person, mean);
  }
  return zones.map((zone) => ({ ...zone, caloriesOut: Math.round(zone.caloriesOut * 10) / 10 }));
}

/**
 * kcal in one minute at `bpm`: the regression without VO₂max of Keytel et al. 2005
 * (10.1080/02640410470001730089), and 1 kcal per kg and hour (1 MET) where that gives less.
 */
export function caloriesPerMinute(person: Person, bpm: number): number {
  const { age, weightKg, sex } = person;
  const kilojoules =
    sex === 'male'
      ? -55.0969 + 0.6309 * bpm + 0.1988 * weightKg + 0.2017 * age
      : -20.4022 + 0.4472 * bpm - 0.1263 * weightKg + 0.074 * age;
  return Math.max(weightKg / 60, kilojoules / 4.184);
}
