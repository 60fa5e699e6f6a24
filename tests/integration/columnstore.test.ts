/** Old chunks are compressed, written to, and compressed again, and nobody who reads can tell. */
import { beforeAll, describe, expect, it } from 'vitest';
import { compressChunks } from '#db/aggregates/compress.ts';
import { refreshAggregates } from '#db/aggregates/refresh.ts';
import { getHeartRate } from '#db/queries/getHeartRate.ts';
import type { RegisteredParticipant } from '#lib/etl/participants.ts';
import { synthetic } from '#lib/etl/sources/synthetic/source.ts';
import type { RawReading } from '#lib/etl/types.ts';
import { addDays, eachDay } from '#lib/time/localDate.ts';
import { localDay } from '#lib/time/timeZone.ts';
import { newUser, testDatabase, useOwnDatabase } from './support/database.ts';
import { documentSource } from './support/documents.ts';
import { ingest } from './support/ingest.ts';
import {
  bucketResolutions,
  bucketsOfSamples,
  generatedSamples,
  storedSamples,
} from './support/stored.ts';

useOwnDatabase();

const zone = 'Europe/London';
const [start, end] = ['2026-03-23', '2026-03-31'];
const week = [...eachDay('2026-03-24', '2026-03-30')];
let user: RegisteredParticipant;
let bystander: RegisteredParticipant;

beforeAll(async () => {
  user = await newUser({ id: 'writer', timeZone: zone });
  bystander = await newUser({ id: 'bystander', timeZone: zone });
  await ingest(user, { start, end });
  await ingest(bystander, { start, end });
  await refreshAggregates(testDatabase());
});

interface Chunk {
  hypertable: string;
  compressed: boolean;
  /** Whether rows stand beside the compressed ones. */
  partial: boolean;
}

async function chunks(): Promise<Chunk[]> {
  return await testDatabase().sql<Chunk[]>`
    select coalesce(view_name, info.hypertable_name)::text as hypertable,
      is_compressed as compressed, catalog.status & 8 > 0 as partial
    from timescaledb_information.chunks as info
    join _timescaledb_catalog.chunk as catalog
      on catalog.schema_name = info.chunk_schema and catalog.table_name = info.chunk_name
    left join timescaledb_information.continuous_aggregates as aggregate
      on aggregate.materialization_hypertable_name = info.hypertable_name
    order by 1`;
}

async function expectReadsToBeRight(): Promise<void> {
  const window = { start: localDay(start, zone).startMs, end: localDay(end, zone).endMs };
  for (const one of [user, bystander]) {
    for (const resolution of bucketResolutions) {
      const read = await getHeartRate({ ...window, userId: one.id, resolution, points: 2000 });
      expect(read).toMatchObject(await bucketsOfSamples(one.id, resolution, zone));
    }
  }
}

/** A time of the day at which there is no reading: the device never reads every second. */
function unusedSecond(day: RawReading[]): string {
  const used = new Set(day.map(({ time }) => time));
  const seconds = Array.from({ length: 10 }, (_, second) => `12:00:0${second}`);
  return seconds.find((time) => !used.has(time)) ?? '';
}

/** The readings that the synthetic source has of a day. */
async function readings(date: string): Promise<RawReading[]> {
  const window = { start: date, end: date, now: Number.MAX_SAFE_INTEGER };
  const request = { participant: user, window, signal: new AbortController().signal };
  for await (const raw of synthetic.extractors.heart_rate?.(request) ?? [])
    return [...raw.readings];
  return [];
}

describe('compression', () => {
  it('takes chunks of the samples and of every aggregate, those that ended a week ago', async () => {
    const { chunks: done } = await compressChunks(testDatabase());
    const all = await chunks();
    const of = (name: string) => all.filter((chunk) => chunk.hypertable === name);
    for (const name of ['', '_1m', '_15m', '_1h'].map((end) => `activities_heart_intraday${end}`)) {
      expect(of(name).length).toBeGreaterThan(0);
    }
    expect(done).toHaveLength(all.filter((chunk) => chunk.compressed).length);
    for (const name of ['activities_heart_intraday', 'activities_heart_intraday_1m']) {
      expect(of(name).every((chunk) => chunk.compressed)).toBe(true);
    }
    await expectReadsToBeRight();
  });

  it('has nothing to do when it is run again', async () => {
    expect((await compressChunks(testDatabase())).chunks).toEqual([]);
  });

  it('leaves chunks alone in which late data may still come', async () => {
    const recent = addDays(new Date().toISOString().slice(0, 10), -2);
    const wearer = await newUser({ id: 'wearer', timeZone: 'UTC' });
    await ingest(wearer, { start: recent, end: recent, now: Date.now() });
    await refreshAggregates(testDatabase());
    await compressChunks(testDatabase());
    const open = (await chunks()).filter(
      (chunk) => chunk.hypertable === 'activities_heart_intraday' && !chunk.compressed,
    );
    expect(open).toHaveLength(1);
  });
});

describe('a week of upserts into compressed chunks', () => {
  it('re-read unchanged, leaves the chunks as they are', async () => {
    const { rows } = await ingest(user, { start, end });
    expect(rows).toMatchObject({ new: 0, changed: 0 });
    expect((await chunks()).some((chunk) => chunk.partial)).toBe(false);
  });

  it('updates what changed, adds what is new, and keeps every other row of everybody', async () => {
    const source = documentSource();
    for (const date of week) {
      const day = await readings(date);
      const changed = day.map(({ time, value }, i) => ({ time, value: i % 10 ? value : 199 }));
      source.documents.set(date, [...changed, { time: unusedSecond(day), value: 44 }]);
    }
    const generated = generatedSamples(user, week[0] ?? '', week.at(-1) ?? '');
    const { rows } = await ingest(user, { start, end, source });
    expect(rows.new).toBe(7);
    expect(rows.changed).toBeGreaterThan(generated.t.length * 0.09);
    expect(rows.unchanged).toBe(generated.t.length - rows.changed);
    expect(rows.read).toBe(rows.new + rows.changed + rows.unchanged);
    expect((await chunks()).some((chunk) => chunk.partial)).toBe(true);
    await expectReadsToBeRight();
    expect(await storedSamples(bystander.id)).toEqual(generatedSamples(bystander, start, end));
  });

  it('reads the same after the refresh, and after the chunks are compressed again', async () => {
    const before = await storedSamples(user.id);
    await refreshAggregates(testDatabase());
    await expectReadsToBeRight();
    expect((await compressChunks(testDatabase())).chunks.length).toBeGreaterThan(0);
    expect((await chunks()).some((chunk) => chunk.partial)).toBe(false);
    await expectReadsToBeRight();
    expect(await storedSamples(user.id)).toEqual(before);
  });

  it('can be put right again by reading the days anew', async () => {
    const { rows } = await ingest(user, { start, end });
    expect(rows).toMatchObject({ new: 0 });
    const generated = generatedSamples(user, start, end);
    const { t, value } = await storedSamples(user.id);
    // What the vendor had and the source has not stays: the 7 samples that were added.
    const known = new Set(generated.t);
    expect(value.filter((_, i) => known.has(t[i] ?? 0))).toEqual(generated.value);
    expect(t).toHaveLength(generated.t.length + 7);
  });
});
