/** A source and a metric of their own go through the pipeline without a change to it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Loader } from '#lib/etl/loaders/types.ts';
import { type Metric, metrics, sources } from '#lib/etl/registry.ts';
import type { Extractor, RejectedRecord, Transformer } from '#lib/etl/types.ts';
import { addDays, eachDay, type LocalDate } from '#lib/time/localDate.ts';
import { newUser, testDatabase, useSharedDatabase } from './support/database.ts';
import { minutely } from './support/documents.ts';
import { ingest } from './support/ingest.ts';
import { storedSamples } from './support/stored.ts';

useSharedDatabase();

interface RawSteps {
  origin: string;
  date: LocalDate;
  steps: unknown;
}

interface StepsDay {
  date: LocalDate;
  steps: number;
}

const transformSteps: Transformer<RawSteps, StepsDay> = ({ origin, date, steps }) => {
  const parsed = z.int().nonnegative().safeParse(steps);
  const refusal: RejectedRecord = {
    reason: 'row-malformed',
    detail: `${String(steps)} is no count of steps.`,
    origin,
    line: null,
    raw: JSON.stringify(steps),
  };
  return {
    days: parsed.success ? [{ date, steps: parsed.data }] : [],
    counts: { read: 1, duplicate: 0, conflicting: 0, rejected: parsed.success ? 0 : 1 },
    rejected: parsed.success ? [] : [refusal],
    notes: [],
  };
};

const stepsLoader: Loader<StepsDay> = {
  async watermark(database, participant) {
    const [row] = await database.sql<{ ms: number | null }[]>`
      select date_part('epoch', max(date)) * 1000 as ms from toy_steps where user_id = ${participant.id}`;
    return row?.ms ?? undefined;
  },
  async load(transaction, _database, participant, { date, steps }) {
    const [row] = await transaction<{ new: boolean }[]>`
      insert into toy_steps as stored (user_id, date, steps) values (${participant.id}, ${date}, ${steps})
      on conflict (user_id, date) do update set steps = excluded.steps
        where stored.steps is distinct from excluded.steps
      returning xmax = 0 as new`;
    if (!row) return { new: 0, changed: 0, unchanged: 1 };
    return row.new ? { new: 1, changed: 0, unchanged: 0 } : { new: 0, changed: 1, unchanged: 0 };
  },
};

/** What the toy's vendor has. */
const counted = new Map<LocalDate, unknown>([
  ['2026-05-01', 4000],
  ['2026-05-02', 'many'],
  ['2026-05-03', 9000],
]);

const extractSteps: Extractor<RawSteps> = async function* ({ window }) {
  for (const date of eachDay(window.start, window.end)) {
    if (counted.has(date)) yield { origin: `toy ${date}`, date, steps: counted.get(date) };
  }
};

const steps: Metric<RawSteps, StepsDay> = {
  transformer: transformSteps,
  loader: stepsLoader,
  samples: true,
};

/** What a folder in `sources/` exports. */
const toy = {
  key: 'toy',
  label: 'Toy',
  scheduled: true,
  extractors: {
    heart_rate: async function* ({ window }: { window: { start: LocalDate } }) {
      yield {
        origin: 'toy',
        notation: 'time-of-day' as const,
        date: window.start,
        readings: minutely('08:00', [60, 61]),
      };
    },
    steps: extractSteps,
  },
};

beforeAll(async () => {
  await testDatabase().sql`
    create table toy_steps (user_id text, date date, steps integer, primary key (user_id, date))`;
  sources.toy = toy;
});
afterAll(async () => {
  await testDatabase().sql`drop table toy_steps`;
});

describe('a new source', () => {
  it('is a line in the registry: its users are registered, and its metrics ingested', async () => {
    const user = await newUser({ source: 'toy', dataSeed: null });
    const { byMetric } = await ingest(user, { start: '2026-05-01', end: '2026-05-01' });
    expect(byMetric).toEqual({ heart_rate: expect.objectContaining({ read: 2, new: 2 }) });
    expect((await storedSamples(user.id)).value).toEqual([60, 61]);
  });
});

describe('a new metric', () => {
  const withSteps = { heart_rate: metrics.heart_rate, steps };
  const window = { start: '2026-05-01', end: '2026-05-03' };

  it('is extracted, checked, stored and counted beside the others', async () => {
    const user = await newUser({ source: 'toy', dataSeed: null });
    const { byMetric, rows } = await ingest(user, { ...window, metrics: withSteps });
    expect(byMetric).toMatchObject({
      heart_rate: { read: 2, new: 2 },
      steps: { read: 3, new: 2, rejected: 1 },
    });
    expect(rows).toMatchObject({ read: 5, new: 4, rejected: 1 });
    const stored = await testDatabase().sql`
      select date::text, steps from toy_steps where user_id = ${user.id} order by date`;
    expect(stored).toEqual([
      { date: '2026-05-01', steps: 4000 },
      { date: '2026-05-03', steps: 9000 },
    ]);
  });

  it('has a watermark of its own, and what changed behind it is updated', async () => {
    const user = await newUser({ source: 'toy', dataSeed: null });
    await ingest(user, { ...window, metrics: withSteps });
    counted.set('2026-05-02', 5000).set('2026-05-03', 9100);
    const next = { firstDay: '2026-05-01', lastDay: addDays('2026-05-03', 1), metrics: withSteps };
    const { byMetric } = await ingest(user, next);
    expect(byMetric).toMatchObject({ steps: { read: 3, new: 1, changed: 1, unchanged: 1 } });
  });
});
