/** Running again changes nothing: not a row, not an aggregate, not a summary. */
import { beforeAll, describe, expect, it } from 'vitest';
import { refreshAggregates } from '#db/aggregates/refresh.ts';
import type { RegisteredParticipant } from '#lib/etl/participants.ts';
import { newUser, testDatabase, useSharedDatabase } from './support/database.ts';
import { type Asked, ingest } from './support/ingest.ts';
import { fingerprint, generatedSamples, storedSamples } from './support/stored.ts';

useSharedDatabase();

const [start, end] = ['2026-03-27', '2026-03-31'];
let user: RegisteredParticipant;
let before: Record<string, string>;

beforeAll(async () => {
  user = await newUser();
  await ingest(user, { start, end });
  await refreshAggregates(testDatabase());
  before = await fingerprint(user.id);
});

describe('a run over days that are already stored', () => {
  it.each<[string, Asked, number]>([
    ['of the same window', { start, end }, 5],
    ['of a single day', { start: '2026-03-29', end: '2026-03-29' }, 1],
    ['of a window in the middle', { start: '2026-03-28', end: '2026-03-30' }, 3],
    ['of everything', { full: true, firstDay: start, lastDay: end }, 5],
  ])('%s says 0 new, 0 changed and leaves every table as it was', async (_name, asked, days) => {
    const { rows, window } = await ingest(user, asked);
    expect(rows).toMatchObject({ new: 0, changed: 0, rejected: 0, unchanged: rows.read });
    const taken = generatedSamples(user, window?.start ?? '', window?.end ?? '');
    expect(rows.read).toBe(taken.t.length);
    expect(new Set(taken.t.map((ms) => Math.floor(ms / 86_400_000))).size).toBeGreaterThanOrEqual(
      days,
    );
    await refreshAggregates(testDatabase());
    expect(await fingerprint(user.id)).toEqual(before);
  });

  it('for news asks for nothing, as the ledger has every day settled', async () => {
    const { rows, window } = await ingest(user, { firstDay: start, lastDay: end });
    expect({ read: rows.read, window }).toEqual({ read: 0, window: undefined });
    expect(await fingerprint(user.id)).toEqual(before);
  });

  it('leaves nothing for the refresh to do', async () => {
    await ingest(user, { start, end });
    const backlog = await testDatabase().sql`
      select from aggregate_backlog where user_id = ${user.id}`;
    expect(backlog).toHaveLength(0);
  });
});

describe('days taken in any order', () => {
  it('end as the same rows, aggregates and summaries as days taken in one run', async () => {
    const other = await newUser({ dataSeed: 99 });
    for (const date of ['2026-03-30', '2026-03-28', '2026-03-31', '2026-03-29', '2026-03-28']) {
      await ingest(other, { start: date, end: date });
    }
    const inPieces = await storedSamples(other.id);
    expect(inPieces).toEqual(generatedSamples(other, '2026-03-28', '2026-03-31'));
    await refreshAggregates(testDatabase());
    const pieces = await fingerprint(other.id);
    const { rows } = await ingest(other, { start: '2026-03-28', end: '2026-03-31' });
    expect(rows).toMatchObject({ new: 0, changed: 0 });
    await refreshAggregates(testDatabase());
    expect(await fingerprint(other.id)).toEqual(pieces);
  });

  it('count each sample once in the user’s totals', async () => {
    const { t } = await storedSamples(user.id);
    const [totals] = await testDatabase().sql`
      select sample_count::int as count, date_part('epoch', first_sample) * 1000 as first,
        date_part('epoch', last_sample) * 1000 as last
      from users where id = ${user.id}`;
    expect(totals).toEqual({ count: t.length, first: t[0], last: t.at(-1) });
  });
});
