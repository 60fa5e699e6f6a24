/** Live data from a Google of our own: every sample once, whatever goes wrong on the way. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { getRunLogs } from '#db/queries/getRunLogs.ts';
import { endConnection, endLease, findConnection, takeLease } from '#lib/connections/store.ts';
import type { RegisteredParticipant } from '#lib/etl/participants.ts';
import { firstDayOf } from '#lib/etl/sources/google-health/source.ts';
import type { SimulatedGoogle } from '#tests/support/googleHealth/google.ts';
import { simulatedPerson } from '#tests/support/googleHealth/person.ts';
import { startGoogle } from '#tests/support/googleHealth/server.ts';
import { authorisationFor, connectedUser, googleKey } from './support/connected.ts';
import { testDatabase, useSharedDatabase } from './support/database.ts';
import { ingest, ingestRecorded } from './support/ingest.ts';
import { storedSamples } from './support/stored.ts';

useSharedDatabase();

const seed = 'faults 23';
const month = { start: '2026-03-01', end: '2026-03-31', every: 300, seed };
const now = Date.parse('2026-09-01T12:00:00Z');

let google: SimulatedGoogle;
beforeAll(async () => {
  google = await startGoogle([
    simulatedPerson('month', { ...month, every: 900 }),
    simulatedPerson('dense', { start: '2026-03-28', end: '2026-03-30', every: 5, seed }),
    ...['both', 'gone'].map((id) => simulatedPerson(id, { ...month, end: '2026-03-05' })),
    ...['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight'].map((id) =>
      simulatedPerson(id, { ...month, end: '2026-03-05' }),
    ),
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

describe('a connected user', () => {
  it('gets three days of a sample every five seconds, over a clock change, page by page', async () => {
    const user = await connectedUser(google, 'dense');
    const { rows } = await fetchDays(user, '2026-03-28', '2026-03-30');
    expect(await storedSamples(user.id)).toEqual(samplesOf('dense'));
    expect(rows).toMatchObject({ new: samplesOf('dense').t?.length, rejected: 0, conflicting: 0 });
    const again = await fetchDays(user, '2026-03-28', '2026-03-30');
    expect(again.rows).toMatchObject({ new: 0, changed: 0, unchanged: rows.new });
  });

  it('gets one stream of two devices, as Google merges them', async () => {
    const person = google.people.get('both');
    const noon = Date.parse('2026-03-02T12:00:00Z');
    if (person) person.twoDevices = [{ start: noon - 36_000_000, end: noon + 36_000_000 }];
    const user = await connectedUser(google, 'both');
    const { rows } = await fetchDays(user, '2026-03-01', '2026-03-05');
    expect(await storedSamples(user.id)).toEqual(samplesOf('both'));
    expect(rows).toMatchObject({ duplicate: 0, conflicting: 0, rejected: 0 });
  });

  it('says of a run what is stored and did not come again, and keeps it', async () => {
    const person = google.people.get('gone');
    const user = await connectedUser(google, 'gone');
    await fetchDays(user, '2026-03-01', '2026-03-05');
    const stored = await storedSamples(user.id);
    // Somebody deletes a morning in the app.
    const [from, to] = [Date.parse('2026-03-03T08:00:00Z'), Date.parse('2026-03-03T09:00:00Z')];
    const gone = person?.t.filter((ms) => ms >= from && ms < to).length ?? 0;
    if (person) {
      person.bpm = person.bpm.filter(
        (_, i) => !((person.t[i] ?? 0) >= from && (person.t[i] ?? 0) < to),
      );
      person.t = person.t.filter((ms) => ms < from || ms >= to);
    }
    const run = await ingestRecorded(user, {
      start: '2026-03-03',
      end: '2026-03-03',
      now,
      authorisation: authorisationFor(google, user.id),
    });
    const { lines } = await getRunLogs({ runId: run.id, after: 0, limit: 100 });
    expect(gone).toBeGreaterThan(0);
    expect(lines.map(({ message }) => message)).toContain(
      `2026-03-03: ${gone} samples that are stored did not come again; what is stored stays.`,
    );
    expect(await storedSamples(user.id)).toEqual(stored);
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

  it('has it renewed although the worker that had begun to is gone', async () => {
    const user = await connectedUser(google, 'seven');
    google.expireTokens();
    const before = google.counts.refreshes;
    // As a worker leaves it that was killed while Google had not answered.
    await takeLease(testDatabase(), googleKey(user.id), 'dead', 1);
    await fetchDays(user, '2026-03-01', '2026-03-02');
    expect(google.counts.refreshes - before).toBe(1);
    const days = samplesOf('seven').t?.filter((ms) => ms < Date.parse('2026-03-03T00:00:00Z'));
    expect((await storedSamples(user.id)).t).toEqual(days);
  });

  it('keeps what another has renewed when the one that was thought dead comes back', async () => {
    const user = await connectedUser(google, 'eight');
    const key = googleKey(user.id);
    await takeLease(testDatabase(), key, 'slow', 0);
    google.expireTokens();
    await fetchDays(user, '2026-03-01', '2026-03-01');
    const stands = await findConnection(testDatabase(), key);
    const late = { accessToken: 'late', refreshToken: 'late', expiresIn: 3600 };
    await endLease(testDatabase(), key, 'slow', late);
    await endConnection(testDatabase(), key, 'reconnect-needed', 'Late.', { holder: 'slow' });
    expect(await findConnection(testDatabase(), key)).toEqual(stands);
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
    const user = await connectedUser(google, 'month');
    const before = google.counts.requests;
    const access = {
      authorisation: authorisationFor(google, user.id),
      signal: new AbortController().signal,
    };
    const first = samplesOf('month').t?.[0] ?? 0;
    expect(await firstDayOf(access, 'Europe/London', '2026-09-01')).toBe(
      new Date(first).toISOString().slice(0, 10),
    );
    expect(google.counts.requests - before).toBeLessThan(30);
    await testDatabase().sql`delete from connections where user_id = ${user.id}`;
  });
});
