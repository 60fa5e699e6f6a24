/** When a synthetic person sleeps. */
import type { LocalDate } from '#lib/time/localDate.ts';
import type { Person } from './person.ts';
import { between, type Identity, normal, stream } from './random.ts';

/** The night that ends on a date; hours from that date's midnight, so `bed` is often negative. */
export interface Night {
  bed: number;
  wake: number;
  /** Hours off the wrist, or null when the device was worn. */
  offWrist: { from: number; to: number } | null;
}

export function nightOf(identity: Identity, person: Person, date: LocalDate): Night {
  const random = stream(identity, 'sleep', date);
  const bed = person.bedHour + 0.5 * normal(random);
  const wake = person.wakeHour + 0.5 * normal(random);
  const takesOff = random() < person.nightsOffShare;
  const from = bed - between(random, 0.1, 0.6);
  const to = wake + between(random, 0.1, 0.6);
  return { bed, wake, offWrist: takesOff ? { from, to } : null };
}

/** How much asleep, 0 … 1, at `hour` from the night's midnight; half an hour to fall asleep and to wake. */
export function asleep(night: Night, hour: number): number {
  return Math.max(0, Math.min(1, (hour - night.bed) * 2, (night.wake - hour) * 2));
}
