/** Live data from a Google of our own: every sample once, whatever goes wrong on the way. */
import seedrandom from 'seedrandom';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findConnection } from '#lib/connections/store.ts';
import type { RegisteredParticipant } from '#lib/etl/participants.ts';
import { firstDayOf } from '#lib/etl/sources/google-health/source.ts';
import { simulatedPerson } from '#tests/support/googleHealth/person.ts';
import {
  type Fault,
  type SimulatedGoogle,
  startGoogle,
} from '#tests/support/googleHealth/server.ts';
import { authorisationFor, connectedUser, googleKey } from './support/connected.ts';
import { testDatabase, useSharedDatabase } from './support/database.ts';
import { ingest } from './support/ingest.ts';
import { storedSamples } from './support/stored.ts';

useSharedDatabase();

const seed = 'faults 23';
const month = { start: '2026-03-01', end: '2026-03-31', every: 300, seed };
const year = { start: '2025-09-01', end: '2026-08-31', every: 300, seed };
const fifty = Array.from({ length: 50 }, (_, index) => `month-${index}`);
const now = Date.parse('2026-09-01T12:00:00Z');

let google: SimulatedGoogle;
beforeAll(async () => {
  google = await startGoogle([
    simulatedPerson('year', year),
    simulatedPerson('dense', { start: '2026-03-28', end: '2026-03-30', every: 2, seed }),
    ...['one', 'two', 'three', 'four', 'five', 'six'].map((id) =>
      simulatedPerson(id, { ...month, end: '2026-03-05' }),
    ),
    ...fifty.map((id) => simulatedPerson(id, { ...month, every: 900 })),
  ]);
});
afterAll(() => google.close());
beforeEach(() => {
  google.fault = () => undefined;
  google.tokenFault = undefined;
});

function samplesOf(accountId: string) {
  const person = google.people.get(accountId);
  return { t: person?.t, value: person?.bpm };
}

async function fetchDays(user: RegisteredParticipant, start: string, end: string) {
  return await ingest(user, {
    start,
    end,
    now,
    authorisation: authorisationFor(google, user.id),
  });
}

/** Tries again until it comes through, as the queue does. @returns how often it failed. */
async function fetchUntilDone(user: RegisteredParticipant, start: string, end: string) {
  for (let failures = 0; failures < 200; failures++) {
    try {
      await fetchDays(user, start, end);
      return failures;
    } catch (error) {
      expect(error).toMatchObject({ code: 'SOURCE_FAILED' });
    }
  }
  throw new Error('It never came through.');
}

/** The same faults for the same seed: one request in `oneIn` goes wrong. */
function randomFaults(oneIn: number): () => Fault | undefined {
  const random = seedrandom(seed);
  const faults: Fault[] = ['unauthenticated', 'rate-limited', 'internal', 'cut-off', 'half-json'];
  return () => (random() < 1 / oneIn ? faults[Math.floor(random() * faults.length)] : undefined);
}

describe('a connected user', () => {
  it('gets three days of a sample every two seconds, over a clock change, page by page', async () => {
    const user = await connectedUser(google, 'dense');
    const { rows } = await fetchDays(user, '2026-03-28', '2026-03-30');
    expect(await storedSamples(user.id)).toEqual(samplesOf('dense'));
    expect(rows).toMatchObject({ new: samplesOf('dense').t?.length, rejected: 0, conflicting: 0 });
    const again = await fetchDays(user, '2026-03-28', '2026-03-30');
    expect(again.rows).toMatchObject({ new: 0, changed: 0, unchanged: rows.new });
  });

  it('gets the vendor’s resting heart rate', async () => {
    const user = await connectedUser(google, 'one');
    await fetchDays(user, '2026-03-01', '2026-03-05');
    const rows = await testDatabase().sql<{ date: string; bpm: number }[]>`
      select date::text as date, resting_heart_rate::int as bpm from activities_heart_summary
      where user_id = ${user.id} and resting_heart_rate is not null order by date`;
    expect(rows.map(({ date, bpm }) => [date, bpm])).toEqual([
      ...(google.people.get('one')?.resting ?? []),
    ]);
  });

  it('has a token renewed once, however many ask for it at the same moment', async () => {
    const user = await connectedUser(google, 'two');
    google.expireTokens();
    const before = google.counts.refreshes;
    await Promise.all(
      ['2026-03-01', '2026-03-02', '2026-03-03'].map((day) => fetchDays(user, day, day)),
    );
    expect(google.counts.refreshes - before).toBe(1);
  });

  it.each(['away', 'server_error'] as const)(
    'stays connected when Google’s token endpoint fails (%s)',
    async (fault) => {
      const user = await connectedUser(google, fault === 'away' ? 'three' : 'four');
      google.expireTokens();
      google.tokenFault = fault;
      await expect(fetchDays(user, '2026-03-01', '2026-03-02')).rejects.toMatchObject({
        code: 'SOURCE_FAILED',
      });
      google.tokenFault = undefined;
      await fetchDays(user, '2026-03-01', '2026-03-05');
      expect((await findConnection(testDatabase(), googleKey(user.id)))?.state).toBe('connected');
      expect((await storedSamples(user.id)).t).toEqual(
        samplesOf(fault === 'away' ? 'three' : 'four').t,
      );
    },
  );

  it('is shown as to be connected again when the authorisation has ended, and is not asked for any more', async () => {
    const user = await connectedUser(google, 'five');
    google.expireTokens();
    google.tokenFault = 'invalid_grant';
    const ended = { code: 'RECONNECT_NEEDED', message: expect.stringContaining('invalid_grant') };
    await expect(fetchDays(user, '2026-03-01', '2026-03-02')).rejects.toMatchObject(ended);
    const before = { ...google.counts };
    await expect(fetchDays(user, '2026-03-01', '2026-03-02')).rejects.toMatchObject(ended);
    expect(google.counts).toEqual(before);
    expect(await findConnection(testDatabase(), googleKey(user.id))).toMatchObject({
      state: 'reconnect-needed',
      accessToken: null,
      refreshToken: null,
    });
  });

  it.each([
    ['a 500', 'internal', 'SOURCE_FAILED'],
    ['half an answer', 'half-json', 'SOURCE_FAILED'],
    ['a broken connection', 'cut-off', 'SOURCE_FAILED'],
    ['a lasting 401', 'unauthenticated', 'SOURCE_FAILED'],
    ['a lasting 403', 'forbidden', 'RECONNECT_NEEDED'],
    ['an account without a device', 'not-linked', 'RECONNECT_NEEDED'],
  ] as const)('has no empty day made of %s', async (_, fault, code) => {
    const user = await connectedUser(google, 'six');
    let asked = 0;
    // The first days come; then it goes wrong for good.
    google.fault = () => (++asked > 5 ? fault : undefined);
    await expect(fetchDays(user, '2026-03-01', '2026-03-05')).rejects.toMatchObject({ code });
    const { t } = await storedSamples(user.id);
    const all = samplesOf('six').t ?? [];
    expect(t).toEqual(all.slice(0, t.length));
    expect(t.length).toBeLessThan(all.length);
    await testDatabase().sql`delete from connections where user_id = ${user.id}`;
  });

  it('shows no token in what went wrong', async () => {
    const user = await connectedUser(google, 'six');
    google.fault = () => 'internal';
    const error = await fetchDays(user, '2026-03-01', '2026-03-01').catch(
      (thrown: unknown) => thrown,
    );
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toMatch(/ya29|1\/\//);
    await testDatabase().sql`delete from connections where user_id = ${user.id}`;
  });

  it('has the first day of all found with few questions', async () => {
    const user = await connectedUser(google, 'month-0');
    const before = google.counts.requests;
    const access = {
      authorisation: authorisationFor(google, user.id),
      signal: new AbortController().signal,
    };
    const first = samplesOf('month-0').t?.[0] ?? 0;
    expect(await firstDayOf(access, 'Europe/London', '2026-09-01')).toBe(
      new Date(first).toISOString().slice(0, 10),
    );
    expect(google.counts.requests - before).toBeLessThan(30);
    await testDatabase().sql`delete from connections where user_id = ${user.id}`;
  });
});

describe(`with faults thrown in at random (seed "${seed}")`, () => {
  it('a year of one user ends with every sample stored once', async () => {
    const user = await connectedUser(google, 'year');
    google.fault = randomFaults(10);
    const before = google.counts.faults;
    await fetchUntilDone(user, year.start, year.end);
    expect(google.counts.faults - before).toBeGreaterThan(30);
    expect(await storedSamples(user.id)).toEqual(samplesOf('year'));
  }, 180_000);

  it('a month of 50 users ends with every sample stored once', async () => {
    google.fault = randomFaults(10);
    for (let from = 0; from < fifty.length; from += 5) {
      await Promise.all(
        fifty.slice(from, from + 5).map(async (accountId) => {
          const user = await connectedUser(google, accountId);
          await fetchUntilDone(user, month.start, month.end);
          expect(await storedSamples(user.id)).toEqual(samplesOf(accountId));
        }),
      );
    }
  }, 180_000);
});
