/** The coverage ledger: kept from evidence, and driving what is asked for. */
import { describe, expect, it } from 'vitest';
import { ingestDue } from '#jobs/tasks/ingestDue.ts';
import { endConnection } from '#lib/connections/store.ts';
import { parseEnv } from '#lib/env.ts';
import { authorisationFor, connectAgain, googleKey } from './support/connected.ts';
import { newUser, testDatabase, useOwnDatabase } from './support/database.ts';
import { documentSource, minutely } from './support/documents.ts';
import { ingest } from './support/ingest.ts';
import { expectLedgerToAgree, ledgerOf } from './support/ledger.ts';
import { quietLog } from './support/server.ts';
import {
  dayAt,
  daysAsked,
  failOn,
  google,
  hour,
  news,
  start,
  stateOf,
  useWearers,
  wearer,
} from './support/wearers.ts';
import { runsOf } from './support/worker.ts';

useOwnDatabase();
useWearers();

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

    google().fault = () => undefined;
    await ingest(user, {
      start: '2026-05-03',
      end: '2026-05-03',
      now,
      authorisation: authorisationFor(google(), user.id),
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
        authorisation: authorisationFor(google(), user.id),
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
    await connectAgain(google(), user.id, person.accountId);
    await news(user, now);
    expect(daysAsked()).toEqual(['2026-05-01', '2026-05-02', '2026-05-03', '2026-05-04']);
    await news(user, dayAt('2026-05-05', 2));
    expect(daysAsked()).toEqual(['2026-05-03', '2026-05-04', '2026-05-05']);
    expect(await stateOf(user, '2026-05-03', now)).toMatchObject({ state: 'complete' });
    await expectLedgerToAgree(user.id);
  });
});
