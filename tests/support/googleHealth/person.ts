/** Made-up people of the simulated Google: their samples follow from a seed. */
import seedrandom from 'seedrandom';
import { eachDay, type LocalDate } from '#lib/time/localDate.ts';
import { localDay } from '#lib/time/timeZone.ts';

export interface SimulatedPerson {
  accountId: string;
  /** Ascending, ms UTC, whole seconds. */
  t: number[];
  bpm: number[];
  /** Resting heart rate by local day. */
  resting: Map<LocalDate, number>;
  timeZone: string;
  /** Where else the device was, from when on (ms UTC), oldest first. */
  journey: { from: number; timeZone: string }[];
  /** What is not before this the device has not handed over yet, ms UTC. */
  syncedUntil: number;
  /** When a second device was worn too, ms UTC, end excluded. */
  twoDevices?: { start: number; end: number }[];
}

/** Where the device was at an instant. */
export function zoneAt({ timeZone, journey }: SimulatedPerson, ms: number): string {
  return journey.findLast(({ from }) => from <= ms)?.timeZone ?? timeZone;
}

/** @param every seconds between samples; some hours of some days are without any. */
export function simulatedPerson(
  accountId: string,
  {
    start,
    end,
    every,
    seed,
    timeZone = 'Europe/London',
  }: {
    start: LocalDate;
    end: LocalDate;
    every: number;
    seed: string;
    timeZone?: string;
  },
): SimulatedPerson {
  const random = seedrandom(`${seed} ${accountId}`);
  const person: SimulatedPerson = {
    accountId,
    t: [],
    bpm: [],
    resting: new Map(),
    timeZone,
    journey: [],
    syncedUntil: Number.POSITIVE_INFINITY,
  };
  for (const date of eachDay(start, end)) {
    const { startMs, endMs } = localDay(date, timeZone);
    // One day in ten the device stays in the drawer, another it is taken off for some hours.
    const fate = random();
    const offFrom = fate < 0.2 ? startMs + Math.floor(random() * 18) * 3_600_000 : endMs;
    if (fate >= 0.1) {
      for (let ms = startMs; ms < endMs; ms += every * 1000) {
        if (ms >= offFrom && ms < offFrom + 4 * 3_600_000) continue;
        person.t.push(ms);
        person.bpm.push(48 + Math.floor(random() * 90));
      }
      person.resting.set(date, 48 + Math.floor(random() * 20));
    }
  }
  return person;
}
