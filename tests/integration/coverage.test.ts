/** The coverage ledger: kept from evidence, and driving what is asked for. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { getCoverage } from '#db/queries/getCoverage.ts';
import { getUserCoverage } from '#db/queries/getUserCoverage.ts';
import { ingestDue } from '#jobs/tasks/ingestDue.ts';
import { endConnection } from '#lib/connections/store.ts';
import { parseEnv } from '#lib/env.ts';
import {
  addUserSource,
  participantById,
  type RegisteredParticipant,
  setEnrolment,
} from '#lib/etl/participants.ts';
import { connectingSources } from '#lib/etl/registry.ts';
import { localDay } from '#lib/time/timeZone.ts';
import type { SimulatedGoogle } from '#tests/support/googleHealth/google.ts';
import { type SimulatedPerson, simulatedPerson } from '#tests/support/googleHealth/person.ts';
import { startGoogle } from '#tests/support/googleHealth/server.ts';
import { authorisationFor, connectAgain, connectedUser, googleKey } from './support/connected.ts';
import { newUser, testDatabase, useOwnDatabase } from './support/database.ts';
import { documentSource, minutely } from './support/documents.ts';
import { ingest, ingestRecorded } from './support/ingest.ts';
import { expectLedgerToAgree, ledgerOf } from './support/ledger.ts';
import { quietLog } from './support/server.ts';
import { storedSamples } from './support/stored.ts';
import { runsOf } from './support/worker.ts';

useOwnDatabase();

const zone = 'Europe/London';
const [start, end] = ['2026-05-01', '2026-05-05'];
const hour = 3_600_000;
const dayAt = (date: string, hours = 0) => localDay(date, zone).startMs + hours * hour;

let google: SimulatedGoogle;
let accounts = 0;
beforeAll(async () => {
  google = await startGoogle([]);
});
afterAll(() => google.close());
beforeEach(() => {
  google.fault = () => undefined;
  google.filters = [];
});

interface Wearer {
  user: RegisteredParticipant;
  person: SimulatedPerson;
  /** From now on the phone has synced up to this moment, ms UTC. */
  synced(until: number): void;
}

/** Somebody with a sample every minute of each day, and an account at Google. */
async function wearer(): Promise<Wearer> {
  accounts += 1;
  const person = simulatedPerson(`wearer-${accounts}`, { start, end, every: 3600, seed: 'worn' });
  const t = Array.from({ length: 5 * 1440 }, (_, minute) => dayAt(start) + minute * 60_000);
  const synced = (until: number) => {
    person.t = t.filter((ms) => ms < until);
    person.bpm = person.t.map((_, index) => 60 + (index % 40));
  };
  synced(dayAt('2026-05-06'));
  google.people.set(person.accountId, person);
  return { user: await connectedUser(google, person.accountId), person, synced };
}

async function news(user: RegisteredParticipant, now: number) {
  google.filters = [];
  return await ingest(user, {
    now,
    firstDay: start,
    authorisation: authorisationFor(google, user.id),
  });
}

/** The local days whose samples Google was asked for, in order. */
function daysAsked(): string[] {
  const days = google.filters.flatMap((filter) => {
    const [, from, to] = /^heart-rate: .*>= "([^"]+)" AND .*< "([^"]+)"$/.exec(filter) ?? [];
    return from && to ? [new Date(Date.parse(from) + 12 * hour).toISOString().slice(0, 10)] : [];
  });
  return [...new Set(days)];
}

function failOn(...dates: string[]): void {
  const starts = dates.map((date) => `>= "${new Date(dayAt(date)).toISOString()}" AND`);
  google.fault = (_path, filter) =>
    starts.some((text) => filter.includes(text)) ? 'internal' : undefined;
}

async function stateOf(user: RegisteredParticipant, date: string, now: number) {
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

describe('a nightly run', () => {
  it('that comes before the phone has synced is made up for by the next one', async () => {
    const { user, synced } = await wearer();
    synced(dayAt('2026-05-02', 20));
    await news(user, dayAt('2026-05-03', 2));
    expect(daysAsked()).toEqual(['2026-05-01', '2026-05-02', '2026-05-03']);
    const [first, second, third] = await expectLedgerToAgree(user.id);
    expect(first).toMatchObject({ date: '2026-05-01', state: 'complete', settled: true });
    expect(second).toMatchObject({ state: 'partial', settled: false, samples: 20 * 60 });
    expect(second?.quarters).toBe('c'.repeat(80) + 's'.repeat(16));
    expect(third).toMatchObject({ state: 'not-synced', settled: false, samples: 0 });

    synced(dayAt('2026-05-04', 2));
    const { rows } = await news(user, dayAt('2026-05-04', 2));
    expect(daysAsked()).toEqual(['2026-05-02', '2026-05-03', '2026-05-04']);
    expect(rows.new).toBe((4 + 24 + 2) * 60);
    const ledger = await expectLedgerToAgree(user.id);
    expect(ledger[1]).toMatchObject({ date: '2026-05-02', state: 'complete', settled: true });
  });

  it('asks no more for a day that the device has synced past, once it was confirmed', async () => {
    const { user, synced } = await wearer();
    synced(dayAt('2026-05-04', 2));
    await news(user, dayAt('2026-05-04', 2));
    synced(dayAt('2026-05-05', 2));
    // The third ended two hours ago: it is read once more a day later.
    await news(user, dayAt('2026-05-05', 2));
    expect(daysAsked()).toEqual(['2026-05-03', '2026-05-04', '2026-05-05']);
    await news(user, dayAt('2026-05-20'));
    expect(daysAsked().slice(0, 2)).toEqual(['2026-05-04', '2026-05-05']);
    await news(user, dayAt('2026-05-20'));
    expect(daysAsked()[0]).toBe('2026-05-05');
  });

  it('tells a device in a drawer from one that has not synced', async () => {
    const { user, person, synced } = await wearer();
    synced(dayAt('2026-05-04', 6));
    const drawer = [dayAt('2026-05-02'), dayAt('2026-05-03')];
    person.t = person.t.filter((ms) => ms < (drawer[0] ?? 0) || ms >= (drawer[1] ?? 0));
    person.bpm = person.t.map(() => 70);
    await news(user, dayAt('2026-05-06', 2));
    expect((await expectLedgerToAgree(user.id)).map(({ date, state }) => [date, state])).toEqual([
      ['2026-05-01', 'complete'],
      ['2026-05-02', 'not-worn'],
      ['2026-05-03', 'complete'],
      ['2026-05-04', 'partial'],
      ['2026-05-05', 'not-synced'],
      ['2026-05-06', 'not-synced'],
    ]);
  });

  it('says unknown of a source that gives no evidence, and looks back there as before', async () => {
    const user = await newUser();
    const morning = minutely('00:00', Array(480).fill(60));
    const source = documentSource({ [start]: morning, '2026-05-03': morning });
    await ingest(user, { source, firstDay: start, lastDay: '2026-05-03', lookBackDays: 1 });
    const [first] = await ledgerOf(user.id);
    expect(first).toMatchObject({ state: 'partial', settled: false, synced: null, samples: 480 });
    expect(first?.quarters).toBe('c'.repeat(32) + 'u'.repeat(64));
    source.asked = [];
    await ingest(user, { source, firstDay: start, lastDay: '2026-05-03', lookBackDays: 1 });
    expect(source.asked).toEqual(['2026-05-02', '2026-05-03']);
  });
});

describe('a day that the source fails at', () => {
  it('stops no other, says why and when it is tried again, and is then fetched alone', async () => {
    const { user } = await wearer();
    failOn('2026-05-03');
    const now = dayAt('2026-05-20');
    await expect(news(user, now)).rejects.toMatchObject({
      code: 'SOURCE_FAILED',
      message: expect.stringContaining('2026-05-03 could not be read and will be tried again'),
    });
    const third = (await expectLedgerToAgree(user.id)).find((row) => row.date === '2026-05-03');
    expect(third).toMatchObject({ samples: 0, checked: null, error_code: 'SOURCE_FAILED' });
    expect(third?.error).toContain('Google Health answered 500');
    expect(await stateOf(user, '2026-05-03', now)).toMatchObject({
      state: 'failed',
      error: { code: 'SOURCE_FAILED' },
      attempts: 1,
      stretches: [{ state: 'failed' }],
    });
    expect(await stateOf(user, '2026-05-04', now)).toMatchObject({ state: 'complete' });

    google.fault = () => undefined;
    await ingest(user, {
      start: '2026-05-03',
      end: '2026-05-03',
      now,
      authorisation: authorisationFor(google, user.id),
    });
    const mended = (await expectLedgerToAgree(user.id)).find((row) => row.date === '2026-05-03');
    expect(mended).toMatchObject({ state: 'complete', error: null, attempts: 0, next: null });
  });

  it('is tried again after pauses that grow, up to a day', async () => {
    const { user } = await wearer();
    const now = dayAt('2026-05-20');
    const pauses: number[] = [];
    failOn(start);
    for (const attempt of [1, 2, 9, 15]) {
      await testDatabase().sql`
        update coverage_days set attempts = ${attempt - 1} where user_id = ${user.id}`;
      await ingest(user, {
        start,
        end: start,
        now,
        authorisation: authorisationFor(google, user.id),
      }).catch(() => {});
      const [row] = await ledgerOf(user.id);
      pauses.push(Math.round(((row?.next ?? 0) - now) / 1000));
    }
    expect(pauses).toEqual([3, 7, 7_200, 86_400]);
  });

  it('marks what was not reached as well when the source is down', async () => {
    const { user } = await wearer();
    failOn('2026-05-02', '2026-05-03');
    const now = dayAt('2026-05-06', 1);
    await expect(news(user, now)).rejects.toMatchObject({ code: 'SOURCE_FAILED' });
    const rows = await expectLedgerToAgree(user.id);
    expect(rows.map(({ date, error_code }) => [date, error_code])).toEqual([
      ['2026-05-01', null],
      ...['02', '03', '04', '05', '06'].map((day) => [`2026-05-${day}`, 'SOURCE_FAILED']),
    ]);
    expect(daysAsked()).not.toContain('2026-05-04');
  });

  it('has a run of its own when it is due, and none while the account is not connected', async () => {
    const { user } = await wearer();
    failOn('2026-05-02', '2026-05-04');
    await expect(news(user, dayAt('2026-05-20'))).rejects.toMatchObject({ code: 'SOURCE_FAILED' });
    await testDatabase().sql`update coverage_days set attempts = 9 where user_id = ${user.id}`;
    await endConnection(testDatabase(), googleKey(user.id), 'reconnect-needed', 'Ended.');
    await askForDueHoles();
    expect(await runsOf(user.id)).toEqual([]);
    await testDatabase().sql`update connections set state = 'connected' where user_id = ${user.id}`;
    await askForDueHoles();
    await askForDueHoles();
    expect(await runsOf(user.id)).toMatchObject([
      { trigger: 'retry', status: 'queued', window: { start: '2026-05-02', end: '2026-05-02' } },
      { trigger: 'retry', status: 'queued', window: { start: '2026-05-04', end: '2026-05-04' } },
    ]);
  });

  it('is not asked of a source that is being taken away, and the others still are', async () => {
    const [{ user: leaving }, { user: staying }] = [await wearer(), await wearer()];
    failOn('2026-05-02');
    const { sql } = testDatabase();
    for (const user of [leaving, staying]) {
      await expect(news(user, dayAt('2026-05-20'))).rejects.toMatchObject({
        code: 'SOURCE_FAILED',
      });
      await sql`update coverage_days set attempts = 9 where user_id = ${user.id}`;
    }
    await sql`update user_sources set withdrawing_at = now() where user_id = ${leaving.id}`;
    await askForDueHoles();
    expect(await runsOf(leaving.id)).toEqual([]);
    expect(await runsOf(staying.id)).toMatchObject([{ trigger: 'retry', status: 'queued' }]);
  });
});

/** As the schedule does it. */
async function askForDueHoles(): Promise<void> {
  await ingestDue(
    {},
    {
      database: testDatabase(),
      log: quietLog(),
      env: parseEnv({}),
      workerId: 'test',
      stopping: new AbortController().signal,
    },
  );
}

describe('an authorisation that ended', () => {
  it('leaves days not authorised from then on, and connecting again fetches only the gap', async () => {
    const { user, person, synced } = await wearer();
    synced(dayAt('2026-05-02', 12));
    await news(user, dayAt('2026-05-02', 13));
    await endConnection(testDatabase(), googleKey(user.id), 'reconnect-needed', 'Ended.');
    await testDatabase().sql`
      update connections set state_since = to_timestamp(${dayAt('2026-05-02', 18) / 1000}::float8)
      where user_id = ${user.id}`;
    const now = dayAt('2026-05-04', 2);
    await expect(news(user, now)).rejects.toMatchObject({ code: 'RECONNECT_NEEDED' });
    const second = await stateOf(user, '2026-05-02', now);
    expect(second?.state).toBe('partial');
    expect(
      second?.stretches?.map(({ state, start: from }) => [
        state,
        (from - dayAt('2026-05-02')) / hour,
      ]),
    ).toEqual([
      ['complete', 0],
      ['not-synced', 12],
      ['not-authorised', 18],
    ]);
    expect(await stateOf(user, '2026-05-03', now)).toMatchObject({
      state: 'not-authorised',
      error: null,
    });

    synced(now);
    await connectAgain(google, user.id, person.accountId);
    await news(user, now);
    expect(daysAsked()).toEqual(['2026-05-01', '2026-05-02', '2026-05-03', '2026-05-04']);
    await news(user, dayAt('2026-05-05', 2));
    expect(daysAsked()).toEqual(['2026-05-03', '2026-05-04', '2026-05-05']);
    expect(await stateOf(user, '2026-05-03', now)).toMatchObject({ state: 'complete' });
    await expectLedgerToAgree(user.id);
  });
});

describe('enrolment', () => {
  it('bounds what is expected and what is asked for', async () => {
    const { user } = await wearer();
    await setEnrolment(testDatabase(), user.id, {
      enrolledOn: '2026-05-02',
      withdrawnOn: '2026-05-03',
    });
    const run = await ingestRecorded(await participantById(testDatabase(), user.id), {
      now: dayAt('2026-05-20'),
      authorisation: authorisationFor(google, user.id),
    });
    expect(run.window).toMatchObject({ start: '2026-05-02', end: '2026-05-03' });
    const now = dayAt('2026-05-20');
    expect((await stateOf(user, '2026-05-01', now))?.state).toBe('not-expected');
    expect((await stateOf(user, '2026-05-02', now))?.state).toBe('complete');
    expect((await stateOf(user, '2026-05-04', now))?.state).toBe('not-expected');
    const backwards = { enrolledOn: '2026-05-04' };
    await expect(setEnrolment(testDatabase(), user.id, backwards)).rejects.toMatchObject({
      code: 'INVALID_INPUT',
    });
  });
});

describe('several sources', () => {
  it('fill each other’s holes, and each is known alone', async () => {
    const { user, synced } = await wearer();
    synced(dayAt('2026-05-01', 12));
    const now = dayAt('2026-05-20');
    await news(user, now);
    await addUserSource(testDatabase(), user.id, { source: 'synthetic', dataSeed: 5 });
    const other = await participantById(testDatabase(), user.id, 'synthetic');
    await ingest(other, { start, end: start, now });
    const merged = await stateOf(user, start, now);
    expect(merged).toMatchObject({
      state: 'complete',
      sources: [
        { source: 'google-health', state: 'partial' },
        { source: 'synthetic', state: 'complete' },
      ],
    });
    const rows = await testDatabase().sql`
      select source, samples > 0 as filled from coverage_days where user_id = ${user.id} and date = ${start}`;
    expect(rows.toSorted((a, b) => a.source.localeCompare(b.source))).toEqual([
      { source: 'google-health', filled: true },
      { source: 'synthetic', filled: true },
    ]);
    await testDatabase()
      .sql`delete from user_sources where user_id = ${user.id} and source = 'synthetic'`;
    expect((await stateOf(user, start, now))?.sources).toHaveLength(1);
  });
});

describe('everybody at once', () => {
  it('is found, filtered, ordered and paged', async () => {
    const quiet = await newUser({ id: 'heat-a' });
    const failing = await wearer();
    failOn('2026-05-02', '2026-05-04');
    const now = dayAt('2026-05-20');
    await news(failing.user, now).catch(() => {});
    await ingest(quiet, { start, end, now });
    const asked = { start, end, limit: 200, sort: 'failed', connecting: [], now } as const;
    const { users, matching, nextCursor } = await getCoverage(asked);
    expect(users.find(({ id }) => id === failing.user.id)).toMatchObject({
      failedDays: 2,
      states: ['complete', 'failed', 'complete', 'failed', 'complete'],
      error: { code: 'SOURCE_FAILED' },
    });
    const failed = users.map(({ failedDays }) => failedDays);
    expect(failed).toEqual(failed.toSorted((a, b) => b - a));
    expect({ matching, nextCursor }).toEqual({ matching: users.length, nextCursor: null });
    const found = await getCoverage({ ...asked, q: 'HEAT-A' });
    expect(found.users.map(({ id, states }) => [id, states.length])).toEqual([['heat-a', 5]]);
    const onlyFailed = await getCoverage({ ...asked, state: 'failed' });
    expect(onlyFailed.users.every(({ states }) => states.includes('failed'))).toBe(true);
    const page = await getCoverage({ ...asked, limit: 1 });
    expect(page).toMatchObject({ nextCursor: 1, matching });
    const next = await getCoverage({ ...asked, limit: 1, cursor: 1 });
    expect(next.users[0]?.id).toBe(users[1]?.id);
  });
});

describe('days from before there was a ledger', () => {
  it('are taken over by their samples, and are not fetched again but for the last', async () => {
    const { user } = await wearer();
    await news(user, dayAt('2026-05-20'));
    await testDatabase().sql`delete from coverage_days`;
    const migration = new URL('../../db/migrations/0030_coverage_days.sql', import.meta.url);
    const takeOver = readFileSync(migration, 'utf8').split('--> statement-breakpoint').at(-1) ?? '';
    await testDatabase().sql.unsafe(takeOver);
    const rows = await ledgerOf(user.id);
    expect(rows.map(({ date, state, settled }) => [date, state, settled])).toEqual([
      ['2026-05-01', 'complete', true],
      ...['02', '03', '04', '05'].map((day) => [`2026-05-${day}`, 'complete', false]),
    ]);
    const before = await storedSamples(user.id);
    await news(user, dayAt('2026-05-06', 2));
    expect(daysAsked()).not.toContain('2026-05-01');
    expect(await storedSamples(user.id)).toEqual(before);
  });
});
