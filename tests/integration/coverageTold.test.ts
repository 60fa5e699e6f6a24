/** What the coverage ledger says of enrolment, several sources, everybody at once, and days before there was one. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { getCoverage } from '#db/queries/getCoverage.ts';
import { addUserSource, participantById, setEnrolment } from '#lib/etl/participants.ts';
import { authorisationFor } from './support/connected.ts';
import { newUser, testDatabase, useOwnDatabase } from './support/database.ts';
import { ingest, ingestRecorded } from './support/ingest.ts';
import { ledgerOf } from './support/ledger.ts';
import { storedSamples } from './support/stored.ts';
import {
  dayAt,
  daysAsked,
  end,
  failOn,
  google,
  news,
  start,
  stateOf,
  useWearers,
  wearer,
} from './support/wearers.ts';

useOwnDatabase();
useWearers();

describe('enrolment', () => {
  it('bounds what is expected and what is asked for', async () => {
    const { user } = await wearer();
    await setEnrolment(testDatabase(), user.id, {
      enrolledOn: '2026-05-02',
      withdrawnOn: '2026-05-03',
    });
    const run = await ingestRecorded(await participantById(testDatabase(), user.id), {
      now: dayAt('2026-05-20'),
      authorisation: authorisationFor(google(), user.id),
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
