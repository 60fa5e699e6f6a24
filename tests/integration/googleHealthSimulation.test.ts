/**
 * A year of one user and a month of fifty, run by run, with faults thrown in at random: in the end
 * every sample is stored once, and nothing else. SIMULATION=full takes real densities.
 */
import seedrandom from 'seedrandom';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { getSummary } from '#db/queries/getSummary.ts';
import { getUserCoverage } from '#db/queries/getUserCoverage.ts';
import { getUser } from '#db/queries/getUsers.ts';
import { getUtcOffsets } from '#db/queries/getUtcOffsets.ts';
import { HeartlineError } from '#lib/errors.ts';
import type { RegisteredParticipant } from '#lib/etl/participants.ts';
import { eachDay } from '#lib/time/localDate.ts';
import { localDateOf } from '#lib/time/timeZone.ts';
import { type Fault, randomFaults } from '#tests/support/googleHealth/faults.ts';
import type { SimulatedGoogle } from '#tests/support/googleHealth/google.ts';
import { type SimulatedPerson, simulatedPerson } from '#tests/support/googleHealth/person.ts';
import { startGoogle } from '#tests/support/googleHealth/server.ts';
import { authorisationFor, connectAgain, connectedUser } from './support/connected.ts';
import { useSharedDatabase } from './support/database.ts';
import { ingest } from './support/ingest.ts';
import { storedSamples } from './support/stored.ts';

useSharedDatabase();

const seed = process.env.SIMULATION_SEED || 'faults 23';
const full = process.env.SIMULATION === 'full';
/** Seconds between samples; a device in use gives one every 1 to 5. */
const density = full ? { year: 5, month: 30 } : { year: 600, month: 1800 };
/** Days from one run to the next; in use it is one. */
const runEvery = full ? { year: 1, month: 1 } : { year: 14, month: 10 };
/** Points of a page, so that a day has several as real ones have. */
const largestPage = full ? 10_000 : 60;
const oneIn = 20;
const dayMs = 86_400_000;
const minutes = full ? 90 : 10;

const year = { start: '2025-09-01', end: '2026-08-31', every: density.year, seed };
const month = { start: '2026-03-01', end: '2026-03-31', every: density.month, seed };
const zones = ['Europe/London', 'Asia/Kolkata', 'America/St_Johns', 'Australia/Lord_Howe', 'UTC'];
const fifty = Array.from({ length: 50 }, (_, index) => `month-${index}`);

let google: SimulatedGoogle;
beforeAll(async () => {
  google = await startGoogle([
    withAdventures(simulatedPerson('year', year)),
    ...fifty.map((id, i) =>
      withAdventures(simulatedPerson(id, { ...month, timeZone: zones[i % zones.length] ?? 'UTC' })),
    ),
  ]);
  google.largestPage = largestPage;
});
afterAll(() => google.close());

/** A second device in the middle third, and a journey in the last. */
function withAdventures(person: SimulatedPerson): SimulatedPerson {
  const [first = 0, last = 0] = [person.t[0], person.t.at(-1)];
  const at = (share: number) => first + share * (last - first);
  person.twoDevices = [{ start: at(0.33), end: at(0.66) }];
  person.journey = [
    { from: at(0.7), timeZone: 'Asia/Tokyo' },
    { from: at(0.8), timeZone: person.timeZone },
  ];
  return person;
}

interface Course {
  user: RegisteredParticipant;
  person: SimulatedPerson;
  reconnected: number;
  failed: number;
}

/** A run that is tried again until it comes through, as the queue does; a dead token is given anew. */
async function runUntilDone(course: Course, now: number, firstDay: string): Promise<void> {
  const { user, person } = course;
  for (let attempt = 0; attempt < 200; attempt++) {
    try {
      const authorisation = authorisationFor(google, user.id);
      await ingest(user, { now, firstDay, authorisation });
      return;
    } catch (error) {
      if (!(error instanceof HeartlineError)) throw error;
      expect(['SOURCE_FAILED', 'RECONNECT_NEEDED']).toContain(error.code);
      course.failed += 1;
      if (error.code === 'SOURCE_FAILED') continue;
      course.reconnected += 1;
      await connectAgain(google, user.id, person.accountId);
    }
  }
  throw new Error('It never came through.');
}

/** Run by run, the device syncing hours, days or more than a week late; in the end everything. */
async function live(
  accountId: string,
  { start, end }: { start: string; end: string },
  days: number,
) {
  const person = google.people.get(accountId);
  if (!person) throw new Error(`There is no ${accountId}.`);
  const course: Course = {
    user: await connectedUser(google, accountId),
    person,
    reconnected: 0,
    failed: 0,
  };
  const random = seedrandom(`${seed} ${accountId} syncs`);
  const over = Date.parse(`${end}T00:00:00Z`) + 2 * dayMs;
  for (let now = Date.parse(`${start}T12:00:00Z`) + dayMs; now < over; now += days * dayMs) {
    const late = random() < 0.1 ? 9 : random() * 2;
    person.syncedUntil = Math.max(
      person.syncedUntil === Infinity ? 0 : person.syncedUntil,
      now - late * dayMs,
    );
    await runUntilDone(course, now, start);
  }
  person.syncedUntil = Number.POSITIVE_INFINITY;
  await runUntilDone(course, over, start);
  return course;
}

/** Samples, days and clock of what is stored against what the person's devices measured. */
async function expectAllOnce({ user, person }: Course): Promise<void> {
  expect(await storedSamples(user.id)).toEqual({ t: person.t, value: person.bpm });
  expect((await getUser(user.id)).sampleCount).toBe(person.t.length);
  const { days } = await getSummary({ userId: user.id, start: '2025-08-01', end: '2026-10-01' });
  const byDay = Map.groupBy(person.t, (ms) => localDateOf(ms, person.timeZone));
  expect(days.map(({ date, sampleCount }) => [date, sampleCount])).toEqual(
    [...byDay].map(([date, samples]) => [date, samples.length]),
  );
  expect(
    days.flatMap(({ date, restingHeartRate: bpm }) => (bpm === null ? [] : [[date, bpm]])),
  ).toEqual([...person.resting]);
  const { sources } = await getUtcOffsets({
    userId: user.id,
    start: person.t[0] ?? 0,
    end: (person.t.at(-1) ?? 0) + 1,
  });
  expect(sources[0]?.offsetSeconds).toContain(9 * 3600);
  await expectLedger(
    user.id,
    byDay,
    days.map(({ date }) => date),
  );
}

/** The ledger knows of each day what is stored of it, and that nothing has failed or is open. */
async function expectLedger(userId: string, byDay: Map<string, number[]>, dates: string[]) {
  const [start = '', end = ''] = [dates[0], dates.at(-1)];
  const asked = { userId, start, end, detail: 'days', connecting: ['google-health'] } as const;
  const { days } = await getUserCoverage(asked);
  expect(days.map(({ date, samples }) => [date, samples])).toEqual(
    [...eachDay(start, end)].map((date) => [date, byDay.get(date)?.length ?? 0]),
  );
  expect(days.filter(({ error }) => error !== null)).toEqual([]);
  // Of the last day nothing proves that the device has handed over all.
  const before = days.filter(({ date }) => date < end);
  expect(before.filter(({ settled }) => !settled)).toEqual([]);
  for (const { date, state } of before) {
    const states = byDay.has(date) ? ['complete', 'partial'] : ['not-worn', 'unknown'];
    expect(states, date).toContain(state);
  }
}

describe(`with faults thrown in at random (seed "${seed}")`, () => {
  it(
    'a year of one user ends with every sample stored once',
    async () => {
      const { next, thrown } = randomFaults(seed, oneIn);
      google.fault = next;
      const course = await live('year', year, runEvery.year);
      google.fault = () => undefined;
      tell('year', course.person.t.length, thrown, [course]);
      expect(thrown.size).toBeGreaterThan(5);
      await expectAllOnce(course);
    },
    minutes * 60_000,
  );

  it(
    'a month of 50 users ends with every sample stored once',
    async () => {
      const { next, thrown } = randomFaults(seed, oneIn);
      google.fault = next;
      const courses: Course[] = [];
      for (let from = 0; from < fifty.length; from += 10) {
        const group = fifty
          .slice(from, from + 10)
          .map((accountId) => live(accountId, month, runEvery.month));
        courses.push(...(await Promise.all(group)));
      }
      google.fault = () => undefined;
      const samples = courses.reduce((sum, { person }) => sum + person.t.length, 0);
      tell('month of 50', samples, thrown, courses);
      expect(courses.some(({ reconnected }) => reconnected > 0)).toBe(true);
      for (const course of courses) await expectAllOnce(course);
    },
    minutes * 60_000,
  );
});

/** The figures, for whoever runs it at length. */
function tell(what: string, samples: number, thrown: Map<Fault, number>, courses: Course[]) {
  if (!full) return;
  const sum = (of: (course: Course) => number) => courses.reduce((all, one) => all + of(one), 0);
  const faults = JSON.stringify(Object.fromEntries(thrown));
  process.stdout.write(
    `${what}: ${samples} samples, ${google.counts.requests} requests so far, faults ${faults}, ` +
      `runs failed ${sum(({ failed }) => failed)}, reconnected ${sum(({ reconnected }) => reconnected)}\n`,
  );
}
