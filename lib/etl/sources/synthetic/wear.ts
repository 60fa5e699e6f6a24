/** When the device is on the wrist and how often it reports. */
import { addDays } from '#lib/time/localDate.ts';
import type { LocalDay } from '#lib/time/timeZone.ts';
import type { DayActivity } from './activity.ts';
import { clocksGoBackAt, elapsedSeconds } from './dayClock.ts';
import { nightOf } from './nights.ts';
import type { Person } from './person.ts';
import { between, geometric, type Identity, poisson, type Random, stream } from './random.ts';

/** Seconds since the day began, `[from, to)`. */
export interface Stretch {
  from: number;
  to: number;
}

const clockChangeMargin = 120;

/** The stretches on the wrist, ascending and apart from each other. */
export function wornStretches(identity: Identity, person: Person, day: LocalDay): Stretch[] {
  // Wall-clock times carry no offset: in the hour that happens twice only the jump backward in the
  // data's order tells the passes apart. A gap over the jump would hide it, so there is none.
  const jumps = clocksGoBackAt(day);
  const off = [...nightsOff(identity, person, day), ...gapsByDay(identity, person, day)]
    .filter(({ from, to }) =>
      jumps.every((jump) => to < jump - clockChangeMargin || from > jump + clockChangeMargin),
    )
    .sort((a, b) => a.from - b.from);
  const worn: Stretch[] = [];
  let from = 0;
  for (const gap of off) {
    if (gap.from > from) worn.push({ from, to: gap.from });
    from = Math.max(from, gap.to);
  }
  const to = elapsedSeconds(day, 24);
  if (to > from) worn.push({ from, to });
  return worn;
}

/** The morning's part of the night before and the evening's part of the night after. */
function nightsOff(identity: Identity, person: Person, day: LocalDay): Stretch[] {
  const before = nightOf(identity, person, day.date).offWrist;
  const after = nightOf(identity, person, addDays(day.date, 1)).offWrist;
  const stretches = [];
  if (before) stretches.push(before);
  if (after) stretches.push({ from: 24 + after.from, to: 24 + after.to });
  return stretches
    .map(({ from, to }) => ({ from: elapsedSeconds(day, from), to: elapsedSeconds(day, to) }))
    .filter(({ from, to }) => to > from);
}

/** Over 15 minutes each, 60 by median, between morning and midnight. */
function gapsByDay(identity: Identity, person: Person, day: LocalDay): Stretch[] {
  const random = stream(identity, 'gaps', day.date);
  const gaps: Stretch[] = [];
  for (let count = poisson(random, person.gapsPerDay); count > 0; count -= 1) {
    const from = elapsedSeconds(day, between(random, 7, 22.5));
    const minutes = 15.5 + (-44.5 / Math.LN2) * Math.log(1 - random());
    gaps.push({ from, to: from + Math.round(60 * Math.min(480, minutes)) });
  }
  return gaps;
}

/** Expected share of minutes with steps; only balances the shares of the spacings. */
const activeShare = 0.17;
const spacings = [5, 10, 15] as const;
const spacingWhenActive = [0.9, 0.06, 0.04] as const;
const meanModeMinutes = 8;

/**
 * Seconds between samples for each minute: mostly 5 while active; at rest the device stays in a mode
 * for minutes, in such proportions that the person's shares of intervals come out over the day.
 */
export function spacingByMinute(
  identity: Identity,
  person: Person,
  day: LocalDay,
  activity: DayActivity,
): Uint8Array {
  const random = stream(identity, 'spacing', day.date);
  const atRest = spacingAtRest(person);
  const byMinute = new Uint8Array(activity.steps.length);
  let mode = pick(random, atRest);
  let left = geometric(random, meanModeMinutes);
  for (let minute = 0; minute < byMinute.length; minute += 1) {
    if (left === 0) {
      mode = pick(random, atRest);
      left = geometric(random, meanModeMinutes);
    }
    left -= 1;
    const active =
      (activity.steps[minute] ?? 0) > 0 || (activity.exerciseWeight[minute] ?? 0) > 0.2;
    byMinute[minute] = active ? pick(random, spacingWhenActive) : mode;
  }
  return byMinute;
}

/** Shares of time at rest: a share of intervals times its length, less what active minutes bring. */
function spacingAtRest(person: Person): number[] {
  const time = spacings.map((seconds, index) => seconds * (person.spacingShares[index] ?? 0));
  const total = time.reduce((sum, part) => sum + part, 0);
  return time.map(
    (part, index) =>
      (part / total - activeShare * (spacingWhenActive[index] ?? 0)) / (1 - activeShare),
  );
}

function pick(random: Random, shares: readonly number[]): number {
  const draw = random();
  const [five = 0, ten = 0] = shares;
  if (draw < five) return spacings[0];
  return draw < five + ten ? spacings[1] : spacings[2];
}
