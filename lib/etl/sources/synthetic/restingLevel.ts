/**
 * How far a person's whole heart rate lies from its mesor on one date: a drift over months,
 * night-to-night variation, and now and then an illness. Each part is computed from the date alone.
 */
import { addDays, daysBetween, type LocalDate } from '#lib/time/localDate.ts';
import type { Person } from './person.ts';
import { between, type Identity, normal, stream } from './random.ts';

/** Any fixed date does: it only numbers the days. */
const dayZero = '1970-01-01';
const driftKnotDays = 56;
const driftSd = 1.8;
/** MA(1): nights correlate by θ/(1 + θ²) = 0.28; with the drift that makes the published 0.32. */
const theta = 0.31;
const illnessBlockDays = 60;
const illnessChance = 0.35;

/** bpm to add to everything on this date; takes the same time for any date. */
export function restingLevel(identity: Identity, person: Person, date: LocalDate): number {
  const nightNoise = nightNormal(identity, date) + theta * nightNormal(identity, addDays(date, -1));
  const night = (person.nightSd * nightNoise) / Math.sqrt(1 + theta ** 2);
  return drift(identity, date) + night + illnessElevation(identity, date);
}

function nightNormal(identity: Identity, date: LocalDate): number {
  return normal(stream(identity, 'night', date));
}

/** Normals at knots eight weeks apart, joined by half cosines. */
function drift(identity: Identity, date: LocalDate): number {
  const position = daysBetween(dayZero, date) / driftKnotDays;
  const knot = Math.floor(position);
  const weight = (1 - Math.cos(Math.PI * (position - knot))) / 2;
  const at = (index: number) => driftSd * normal(stream(identity, 'drift', index));
  return at(knot) * (1 - weight) + at(knot + 1) * weight;
}

/**
 * bpm by which an illness raises the heart rate on this date: 0, or 4 … 10 for 5 to 10 days in a
 * row, about twice a year. At most one in each block of 60 days and wholly inside it.
 */
export function illnessElevation(identity: Identity, date: LocalDate): number {
  const day = daysBetween(dayZero, date);
  const block = Math.floor(day / illnessBlockDays);
  const random = stream(identity, 'illness', block);
  if (random() >= illnessChance) return 0;
  const length = 5 + Math.floor(6 * random());
  const first = Math.floor(random() * (illnessBlockDays - length + 1));
  const elevation = between(random, 4, 10);
  const dayOfBlock = day - block * illnessBlockDays;
  return dayOfBlock >= first && dayOfBlock < first + length ? elevation : 0;
}
