/** Samples of several sources of one user: one series is shown, and each source keeps its own. */
import { describe, expect, it } from 'vitest';
import { mergeSources, type SourcedSample } from '#lib/etl/mergeSources.ts';
import { addUserSource, participantById } from '#lib/etl/participants.ts';
import { sources } from '#lib/etl/registry.ts';
import type { RawReading } from '#lib/etl/types.ts';
import { newUser, testDatabase, useSharedDatabase } from './support/database.ts';
import { documentSource, minutely } from './support/documents.ts';
import { ingest } from './support/ingest.ts';

useSharedDatabase();

const date = '2026-05-05';
const midnight = Date.parse(`${date}T00:00:00Z`);
const keys = ['first', 'second', 'third'];
for (const key of keys) sources[key] = { ...documentSource(), key };

async function userOfThree(): Promise<string> {
  const { id } = await newUser({ source: 'first', timeZone: 'UTC', dataSeed: null });
  for (const source of keys.slice(1)) await addUserSource(testDatabase(), id, { source });
  return id;
}

async function read(id: string, key: string, readings: RawReading[]) {
  const user = await participantById(testDatabase(), id, key);
  const source = documentSource({ [date]: readings });
  return (await ingest(user, { start: date, end: date, source })).rows;
}

async function stored(id: string, table: string): Promise<SourcedSample[]> {
  return await testDatabase().sql<SourcedSample[]>`
    select date_part('epoch', "timestamp") * 1000 as t, value, source_id as source
    from ${testDatabase().sql(table)} where user_id = ${id} order by "timestamp", source_id`;
}

async function booksOf(id: string) {
  const [row] = await testDatabase().sql`
    select users.sample_count::int as total, summary.sample_count::int as day, value_sum::int as sum,
      date_part('epoch', first_sample) * 1000 as first, date_part('epoch', last_sample) * 1000 as last
    from users join activities_heart_summary as summary on summary.user_id = users.id
    where users.id = ${id}`;
  return row;
}

/** Readings of one source at some of an hour's seconds, in some of its minutes. */
function readingsOf(seed: number): RawReading[] {
  let state = seed;
  const next = () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
  return Array.from({ length: 20 }, (_, minute) => minute)
    .filter(() => next() < 0.6)
    .flatMap((minute) =>
      Array.from({ length: 6 }, (_, i) => ({
        time: `08:${String(minute).padStart(2, '0')}:${String(i * 10 + Math.floor(next() * 10)).padStart(2, '0')}`,
        value: 60 + Math.floor(next() * 40),
      })),
    );
}

const sourced = (readings: RawReading[], source: number): SourcedSample[] =>
  readings.map(({ time, value }) => ({
    t: Date.parse(`${date}T${time}Z`),
    value: Number(value),
    source,
  }));

describe('several sources of one day', () => {
  it('are stored as the rule says, in whatever order they are read', async () => {
    for (const [seed, order] of [
      [11, [0, 1, 2]],
      [12, [2, 1, 0]],
      [13, [1, 2, 0]],
    ] as const) {
      const id = await userOfThree();
      const readings = keys.map((_, index) => readingsOf(seed * 100 + index));
      for (const index of order) await read(id, keys[index] ?? '', readings[index] ?? []);
      const rule = mergeSources(
        readings.flatMap((of, index) => sourced(of, index + 1)),
        [1, 2, 3],
      );
      expect(rule.shadowed.length).toBeGreaterThan(0);
      expect(await stored(id, 'activities_heart_intraday')).toEqual(rule.shown);
      expect(await stored(id, 'shadowed_heart_intraday')).toEqual(rule.shadowed);
      expect(await booksOf(id)).toEqual({
        total: rule.shown.length,
        day: rule.shown.length,
        sum: rule.shown.reduce((sum, { value }) => sum + value, 0),
        first: rule.shown.at(0)?.t,
        last: rule.shown.at(-1)?.t,
      });
    }
  });

  it('change nothing when they are read again, and count their own rows only', async () => {
    const id = await userOfThree();
    const [one, two] = [minutely('08:00', [60, 61, 62]), minutely('08:01', [70, 71, 72])];
    expect(await read(id, 'second', two)).toMatchObject({ new: 3, changed: 0 });
    expect(await read(id, 'first', one)).toMatchObject({ new: 3, changed: 0 });
    const before = await stored(id, 'activities_heart_intraday');
    expect(before.map(({ value }) => value)).toEqual([60, 61, 62, 72]);
    const none = { new: 0, changed: 0, unchanged: 3 };
    expect(await read(id, 'second', two)).toMatchObject(none);
    expect(await read(id, 'first', one)).toMatchObject(none);
    expect(await stored(id, 'activities_heart_intraday')).toEqual(before);
    expect(await stored(id, 'shadowed_heart_intraday')).toHaveLength(2);
  });

  it('keep a correction of a sample that is not shown', async () => {
    const id = await userOfThree();
    await read(id, 'first', minutely('08:00', [60]));
    await read(id, 'second', minutely('08:00', [70]));
    expect(await read(id, 'second', minutely('08:00', [71]))).toMatchObject({ changed: 1 });
    const t = midnight + 8 * 3_600_000;
    expect(await stored(id, 'activities_heart_intraday')).toEqual([{ t, value: 60, source: 1 }]);
    expect(await stored(id, 'shadowed_heart_intraday')).toEqual([{ t, value: 71, source: 2 }]);
  });

  it('let a source that came later begin at its own first day', async () => {
    const { id } = await newUser({ source: 'first', timeZone: 'UTC', dataSeed: null });
    await read(id, 'first', minutely('08:00', [60]));
    await addUserSource(testDatabase(), id, { source: 'second' });
    const source = documentSource();
    const second = await participantById(testDatabase(), id, 'second');
    await ingest(second, { firstDay: '2026-04-01', lastDay: date, source, lookBackDays: 1 });
    expect(source.asked[0]).toBe('2026-04-01');
    await read(id, 'second', minutely('08:00', [70]));
    source.asked = [];
    await ingest(second, { firstDay: '2026-04-01', lastDay: date, source, lookBackDays: 1 });
    expect(source.asked).toEqual(['2026-05-04', date]);
  });
});
