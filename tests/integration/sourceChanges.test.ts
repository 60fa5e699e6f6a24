/** A user's sources put in another order, or one withdrawn: as if it had always, or never, been. */
import { describe, expect, it } from 'vitest';
import { refreshAggregates } from '#db/aggregates/refresh.ts';
import { getHeartRate } from '#db/queries/getHeartRate.ts';
import { getSources } from '#db/queries/getSources.ts';
import { getUser } from '#db/queries/getUsers.ts';
import { requestOrder, requestWithdrawal } from '#jobs/requestSourceChange.ts';
import { findSourceChange, performSourceChange } from '#lib/etl/changeSources.ts';
import { addUserSource, participantById } from '#lib/etl/participants.ts';
import { sources } from '#lib/etl/registry.ts';
import { testDatabase, useOwnDatabase } from './support/database.ts';
import { documentSource } from './support/documents.ts';
import { ingestRecorded } from './support/ingest.ts';
import { count, everythingOf, keys, read, userWith, worldOf } from './support/severalSources.ts';

useOwnDatabase();

async function work(id: string, signal = new AbortController().signal): Promise<void> {
  const rows = await testDatabase().sql<{ id: number }[]>`
    select id::int as id from source_changes where user_id = ${id} and status <> 'succeeded' order by id`;
  for (const row of rows) {
    const change = await findSourceChange(testDatabase(), row.id);
    if (change) await performSourceChange(testDatabase(), change, signal);
  }
}

/** Aborts at the `nth` time that somebody looks. */
function pulledAt(nth: number): AbortSignal {
  let looks = 0;
  return Object.assign(new AbortController().signal, {
    throwIfAborted: () => {
      looks += 1;
      if (looks === nth) throw new Error('the plug was pulled');
    },
  });
}

describe('a source that is withdrawn', () => {
  it.each([
    [101, 'watch'],
    [102, 'ring'],
    [103, 'strap'],
    [104, 'watch'],
  ] as const)(
    'leaves everything as if it had never been (world %i, the %s)',
    async (seed, gone) => {
      const world = worldOf(seed);
      const id = await userWith(keys, world);
      const never = await userWith(
        keys.filter((key) => key !== gone),
        world,
      );
      expect(await everythingOf(id)).not.toEqual(await everythingOf(never));
      await requestWithdrawal(id, gone, gone);
      await work(id);
      expect(await everythingOf(id)).toEqual(await everythingOf(never));
      // Whatever is read after that is stored as it is for somebody who never had it.
      const later = worldOf(seed + 1);
      for (const key of keys.filter((one) => one !== gone)) {
        await read(id, key, later);
        await read(never, key, later);
      }
      expect(await everythingOf(id)).toEqual(await everythingOf(never));
    },
  );

  it('is taken up where it stopped, and done once', async () => {
    const world = worldOf(102);
    const id = await userWith(keys, world);
    const never = await userWith(['watch', 'strap'], world);
    await requestWithdrawal(id, 'ring', 'ring');
    for (const nth of [1, 2]) await expect(work(id, pulledAt(nth))).rejects.toThrow('plug');
    await work(id);
    expect(await everythingOf(id)).toEqual(await everythingOf(never));
    const [change] = await testDatabase().sql`
      select status, days_done = days_total as whole from source_changes where user_id = ${id}`;
    expect(change).toEqual({ status: 'succeeded', whole: true });
  });

  it('takes nothing in any more from the moment on that it was asked for', async () => {
    const world = worldOf(102);
    const id = await userWith(keys, world);
    const ring = await participantById(testDatabase(), id, 'ring');
    await requestWithdrawal(id, 'ring', 'ring');
    expect((await getUser(id)).sources).toEqual(['watch', 'strap']);
    await expect(participantById(testDatabase(), id, 'ring')).rejects.toMatchObject({
      code: 'SOURCE_NOT_FOUND',
    });
    // A run that was under way knows the source still.
    const before = await count(id, 'activities_heart_intraday');
    const { status } = await ingestRecorded(ring, {
      start: '2026-04-01',
      end: '2026-04-01',
      sourceKey: 'ring',
      source: documentSource({ '2026-04-01': [{ time: '10:00:00', value: 70 }] }),
    });
    expect(status).toBe('failed');
    expect(await count(id, 'activities_heart_intraday')).toBe(before);
  });

  it('may be the only one: the user stays, without data and without a source', async () => {
    const id = await userWith(['watch'], worldOf(101));
    expect(await count(id, 'activities_heart_intraday')).toBeGreaterThan(0);
    await requestWithdrawal(id, 'watch', 'watch');
    await work(id);
    expect(await getUser(id)).toMatchObject({
      sources: [],
      sampleCount: 0,
      firstSample: null,
      lastSample: null,
    });
    for (const table of [
      'activities_heart_intraday',
      'activities_heart_summary',
      'rejected_records',
    ])
      expect(await count(id, table)).toBe(0);
  });

  it('is kept where the key is not typed, or is not one of the user', async () => {
    const id = await userWith(['watch'], worldOf(101));
    await expect(requestWithdrawal(id, 'watch', 'Watch')).rejects.toMatchObject({
      code: 'INVALID_INPUT',
    });
    await expect(requestWithdrawal(id, 'ring', 'ring')).rejects.toMatchObject({
      code: 'SOURCE_NOT_FOUND',
    });
    expect((await getUser(id)).sources).toEqual(['watch']);
  });
});

describe('what there is of each source', () => {
  it('is counted as it lies in the tables, whatever was first and whatever came or went', async () => {
    const id = await userWith(['watch'], worldOf(301));
    const check = async () => {
      const { sources: listed } = await getSources(id, sources);
      const { sql } = testDatabase();
      const counted = await sql`
        select source, count(*) filter (where is_shown)::int as shown, count(*) filter (where not is_shown)::int as shadowed,
          date_part('epoch', min("timestamp")) * 1000 as "firstSample", date_part('epoch', max("timestamp")) * 1000 as "lastSample"
        from user_sources join (
          select user_id, "timestamp", source_id, true as is_shown from activities_heart_intraday where user_id = ${id}
          union all select user_id, "timestamp", source_id, false from shadowed_heart_intraday where user_id = ${id}
        ) as sample using (user_id, source_id)
        group by source, precedence order by precedence`;
      expect(
        listed.map(({ source, shown, shadowed, firstSample, lastSample }) => {
          return { source, shown, shadowed, firstSample, lastSample };
        }),
      ).toEqual([...counted]);
    };
    await check();
    await addUserSource(testDatabase(), id, { source: 'ring' });
    await read(id, 'ring', worldOf(302));
    await check();
    await addUserSource(testDatabase(), id, { source: 'strap' });
    await read(id, 'strap', worldOf(303));
    await requestOrder(id, ['strap', 'watch', 'ring']);
    await work(id);
    await check();
    await requestWithdrawal(id, 'ring', 'ring');
    await work(id);
    await check();
    await requestWithdrawal(id, 'strap', 'strap');
    await work(id);
    await check();
  });
});

describe('a source alone', () => {
  it('is all that it gave, in every resolution, whether it is shown or not', async () => {
    const world = worldOf(302);
    const id = await userWith(keys, world);
    const start = Date.parse('2026-03-28T00:00:00Z');
    const end = Date.parse('2026-03-30T23:00:00Z');
    for (const source of keys) {
      const apart = await userWith([source], world);
      await refreshAggregates(testDatabase());
      for (const resolution of ['auto', 'raw', '1m', '15m', '1h', '1d'] as const) {
        const window = { start, end, resolution, points: 1_000 };
        const { userId: _, ...alone } = await getHeartRate({ userId: id, source, ...window });
        const { userId: __, ...own } = await getHeartRate({ userId: apart, ...window });
        expect(alone).toEqual(own);
        expect(alone.t.length).toBeGreaterThan(0);
      }
    }
  });

  it('must be one of the user’s', async () => {
    const id = await userWith(['watch'], worldOf(302));
    const window = { start: 0, end: 1, resolution: 'auto', points: 10 } as const;
    await expect(getHeartRate({ userId: id, source: 'ring', ...window })).rejects.toMatchObject({
      code: 'SOURCE_NOT_FOUND',
    });
  });
});

describe('another order', () => {
  it.each([
    [201, ['strap', 'ring', 'watch']],
    [202, ['ring', 'watch', 'strap']],
    [203, ['strap', 'watch', 'ring']],
  ] as const)('is as if it had always been (world %i, %j)', async (seed, order) => {
    const world = worldOf(seed);
    const id = await userWith(keys, world);
    const always = await userWith(order, world);
    await requestOrder(id, order);
    await expect(work(id, pulledAt(2))).rejects.toThrow('plug');
    await work(id);
    expect(await everythingOf(id)).toEqual(await everythingOf(always));
    const done = await everythingOf(id);
    await testDatabase().sql`update source_changes set status = 'queued' where user_id = ${id}`;
    await work(id);
    expect(await everythingOf(id)).toEqual(done);
  });

  it('is refused where a source is missing, named twice or not the user’s; the same order is no change', async () => {
    const id = await userWith(['watch', 'ring'], worldOf(201));
    await expect(requestOrder(id, ['ring'])).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    await expect(requestOrder(id, ['ring', 'ring'])).rejects.toMatchObject({
      code: 'INVALID_INPUT',
    });
    await expect(requestOrder(id, ['ring', 'strap'])).rejects.toMatchObject({
      code: 'SOURCE_NOT_FOUND',
    });
    await requestOrder(id, ['watch', 'ring']);
    expect(await count(id, 'source_changes')).toBe(0);
  });
});
