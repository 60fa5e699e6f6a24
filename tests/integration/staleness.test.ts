/** Reads never show stale data: what is not yet refreshed is aggregated as it is read. */
import { beforeEach, describe, expect, it } from 'vitest';
import { refreshAggregates } from '#db/aggregates/refresh.ts';
import { connect } from '#db/client.ts';
import { getHeartRate } from '#db/queries/getHeartRate.ts';
import type { RegisteredParticipant } from '#lib/etl/participants.ts';
import { eachDay } from '#lib/time/localDate.ts';
import { localDay } from '#lib/time/timeZone.ts';
import { newUser, testDatabase, useOwnDatabase } from './support/database.ts';
import { documentSource, minutely } from './support/documents.ts';
import { ingest } from './support/ingest.ts';
import { bucketResolutions, bucketsOfSamples } from './support/stored.ts';

useOwnDatabase();

const zone = 'Asia/Kolkata';
const [start, end] = ['2026-03-28', '2026-03-30'];
const window = { start: localDay(start, zone).startMs, end: localDay(end, zone).endMs };
let user: RegisteredParticipant;

beforeEach(async () => {
  user = await newUser({ timeZone: zone });
});

async function expectReadsToBeFresh(within = window): Promise<void> {
  for (const resolution of bucketResolutions) {
    const read = await getHeartRate({ ...within, userId: user.id, resolution, points: 2000 });
    expect(read).toMatchObject(await bucketsOfSamples(user.id, resolution, zone));
  }
}

async function backlogOf(userId: string): Promise<number> {
  return (await testDatabase().sql`select from aggregate_backlog where user_id = ${userId}`).length;
}

async function materialised(userId: string): Promise<number> {
  const [row] = await testDatabase().sql<{ count: number }[]>`
    select coalesce(sum(count), 0)::int as count from activities_heart_intraday_1h
    where user_id = ${userId}`;
  return row?.count ?? 0;
}

describe('what is read', () => {
  it('is right before any refresh', async () => {
    await ingest(user, { start, end });
    expect(await materialised(user.id)).toBe(0);
    await expectReadsToBeFresh();
  });

  it('is right when some of the days were refreshed and some came later', async () => {
    await ingest(user, { start, end: start });
    await refreshAggregates(testDatabase());
    await ingest(user, { start: '2026-03-29', end });
    expect(await materialised(user.id)).toBeGreaterThan(0);
    expect(await backlogOf(user.id)).toBe(2);
    await expectReadsToBeFresh();
  });

  it('is right when late data come behind a window that was refreshed', async () => {
    const morning = { [start]: minutely('08:00', [60, 61, 62]), [end]: minutely('08:00', [70]) };
    const source = documentSource(morning);
    await ingest(user, { start, end, source });
    await refreshAggregates(testDatabase());
    source.documents.set(start, [
      ...minutely('00:00', [50]),
      ...minutely('07:50', [90]),
      ...minutely('08:00', [60, 99, 62]),
      ...minutely('23:59', [55]),
    ]);
    await ingest(user, { start, end, source });
    await expectReadsToBeFresh();
    await refreshAggregates(testDatabase());
    expect(await backlogOf(user.id)).toBe(0);
    await expectReadsToBeFresh();
  });

  it('is right for one person while another’s days were refreshed', async () => {
    const other = await newUser({ timeZone: zone, dataSeed: 8 });
    await ingest(user, { start, end });
    await refreshAggregates(testDatabase());
    await ingest(other, { start, end });
    expect(await backlogOf(user.id)).toBe(0);
    await expectReadsToBeFresh();
  });
});

describe('a refresh', () => {
  it('empties the backlog, and a second one has nothing to do and does no harm', async () => {
    await ingest(user, { start, end });
    const { windows } = await refreshAggregates(testDatabase());
    expect(windows).toEqual([
      // Kolkata's days begin at half past; a refresh takes whole hours.
      { startMs: window.start - 1_800_000, endMs: window.end + 1_800_000 },
    ]);
    expect(await backlogOf(user.id)).toBe(0);
    expect((await refreshAggregates(testDatabase())).windows).toEqual([]);
    await expectReadsToBeFresh();
  });

  it('takes many people’s stretches as one', async () => {
    const others = [await newUser({ timeZone: zone }), await newUser({ timeZone: zone })];
    for (const one of [user, ...others]) {
      await ingest(one, { start: '2026-03-29', end: '2026-03-29' });
    }
    expect((await refreshAggregates(testDatabase())).windows).toHaveLength(1);
    for (const one of others) expect(await backlogOf(one.id)).toBe(0);
  });

  it('leaves in the backlog what was loaded while it ran', async () => {
    await ingest(user, { start, end: start });
    // The first thing that a refresh calls for has read the backlog: what comes then was not seen.
    const own = connect(testDatabase().url, { mode: testDatabase().mode, max: 1 });
    const reserve = own.sql.reserve.bind(own.sql);
    let loaded: Promise<unknown> | undefined;
    own.sql.reserve = async () => {
      const session = await reserve();
      const unsafe = session.unsafe.bind(session);
      session.unsafe = (text, ...rest) => {
        if (text.startsWith('call')) loaded ??= ingest(user, { start: end, end });
        return unsafe(text, ...rest);
      };
      return session;
    };
    await refreshAggregates(own);
    expect(loaded).toBeDefined();
    await loaded;
    await own.close();
    expect(await backlogOf(user.id)).toBe(1);
    await expectReadsToBeFresh();
    await refreshAggregates(testDatabase());
    expect(await backlogOf(user.id)).toBe(0);
    await expectReadsToBeFresh();
  });

  it('run by several at once leaves one bucket of each', async () => {
    const { url, mode } = testDatabase();
    const several = Array.from({ length: 4 }, () => connect(url, { mode, max: 1 }));
    // Connected beforehand, so that they begin together; days that nobody else has, so that each is quick.
    await Promise.all(several.map(({ sql }) => sql`select 1`));
    const days = [...eachDay('2026-05-01', '2026-05-06')];
    const within = {
      start: Date.parse('2026-04-30T00:00:00Z'),
      end: Date.parse('2026-05-08T00:00:00Z'),
    };
    for (const round of [1, 2, 3, 4, 5]) {
      const values = Array.from({ length: 1400 }, (_, minute) => 50 + ((minute + round) % 90));
      const source = documentSource();
      for (const date of days) source.documents.set(date, minutely('00:00', values));
      await ingest(user, { start: '2026-05-01', end: '2026-05-06', source });
      await Promise.all(several.map((database) => refreshAggregates(database)));
      expect(await backlogOf(user.id)).toBe(0);
      await expectReadsToBeFresh(within);
    }
    for (const database of several) await database.close();
  });
});
