/** People whose samples a simulated Google has, minute by minute, and what a run asks it for. */
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { getUserCoverage } from '#db/queries/getUserCoverage.ts';
import type { RegisteredParticipant } from '#lib/etl/participants.ts';
import { connectingSources } from '#lib/etl/registry.ts';
import { localDay } from '#lib/time/timeZone.ts';
import type { SimulatedGoogle } from '#tests/support/googleHealth/google.ts';
import { type SimulatedPerson, simulatedPerson } from '#tests/support/googleHealth/person.ts';
import { startGoogle } from '#tests/support/googleHealth/server.ts';
import { authorisationFor, connectedUser } from './connected.ts';
import { ingest } from './ingest.ts';

const zone = 'Europe/London';
export const [start, end] = ['2026-05-01', '2026-05-05'];
export const hour = 3_600_000;
/** ms UTC of a moment of a local day. */
export const dayAt = (date: string, hours = 0) => localDay(date, zone).startMs + hours * hour;

let started: SimulatedGoogle | undefined;
let accounts = 0;

/** Starts a Google for the file; call at its top. */
export function useWearers(): void {
  beforeAll(async () => {
    started = await startGoogle([]);
  });
  afterAll(() => google().close());
  beforeEach(() => {
    google().fault = () => undefined;
    google().filters = [];
  });
}

export function google(): SimulatedGoogle {
  if (!started) throw new Error('useWearers is called at the top of the file');
  return started;
}

export interface Wearer {
  user: RegisteredParticipant;
  person: SimulatedPerson;
  /** From now on the phone has synced up to this moment, ms UTC. */
  synced(until: number): void;
}

/** Somebody with a sample every minute of each day, and an account at Google. */
export async function wearer(): Promise<Wearer> {
  accounts += 1;
  const person = simulatedPerson(`wearer-${accounts}`, { start, end, every: 3600, seed: 'worn' });
  const t = Array.from({ length: 5 * 1440 }, (_, minute) => dayAt(start) + minute * 60_000);
  const synced = (until: number) => {
    person.t = t.filter((ms) => ms < until);
    person.bpm = person.t.map((_, index) => 60 + (index % 40));
  };
  synced(dayAt('2026-05-06'));
  google().people.set(person.accountId, person);
  return { user: await connectedUser(google(), person.accountId), person, synced };
}

/** A run that asks for what is new, at `now`. */
export async function news(user: RegisteredParticipant, now: number) {
  google().filters = [];
  return await ingest(user, {
    now,
    firstDay: start,
    authorisation: authorisationFor(google(), user.id),
  });
}

/** The local days whose samples Google was asked for, in order. */
export function daysAsked(): string[] {
  const days = google().filters.flatMap((filter) => {
    const [, from, to] = /^heart-rate: .*>= "([^"]+)" AND .*< "([^"]+)"$/.exec(filter) ?? [];
    return from && to ? [new Date(Date.parse(from) + 12 * hour).toISOString().slice(0, 10)] : [];
  });
  return [...new Set(days)];
}

/** Google answers these days with an error. */
export function failOn(...dates: string[]): void {
  const starts = dates.map((date) => `>= "${new Date(dayAt(date)).toISOString()}" AND`);
  google().fault = (_path, filter) =>
    starts.some((text) => filter.includes(text)) ? 'internal' : undefined;
}

/** What the ledger says of a day, at `now`. */
export async function stateOf(user: RegisteredParticipant, date: string, now: number) {
  const { days } = await getUserCoverage({
    userId: user.id,
    start: date,
    end: date,
    detail: 'quarters',
    connecting: connectingSources(),
    now,
  });
  return days[0];
}
