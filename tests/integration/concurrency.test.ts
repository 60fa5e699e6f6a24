/** Runs side by side: one user's never, different users' always, and the rows right in the end. */
import { describe, expect, it } from 'vitest';
import { requestIngestion } from '#jobs/enqueue.ts';
import { addDays } from '#lib/time/localDate.ts';
import { newUser, testDatabase, useOwnDatabase } from './support/database.ts';
import { GatedSource } from './support/gatedSource.ts';
import { ingest } from './support/ingest.ts';
import { generatedSamples, storedSamples } from './support/stored.ts';
import { until } from './support/until.ts';
import { runsOf, startTestWorker, stopWorkersAfterEach, untilSucceeded } from './support/worker.ts';

useOwnDatabase();
stopWorkersAfterEach();

const days = { START_DATE: '2026-03-27', END_DATE: '2026-03-30' };

async function request(userId: string, start?: string, end?: string) {
  return await requestIngestion({
    userId,
    request: { start, end, full: false },
    trigger: 'request',
  });
}

describe('runs', () => {
  it('of one user go one after the other while those of others go beside them', async () => {
    const gated = new GatedSource('gated');
    const [anna, bert] = [await newUser({ source: 'gated' }), await newUser({ source: 'gated' })];
    await request(anna.id, '2026-03-27', '2026-03-27');
    await request(anna.id, '2026-03-28', '2026-03-28');
    await request(anna.id, '2026-03-29', '2026-03-29');
    await request(bert.id, '2026-03-27', '2026-03-27');
    await startTestWorker(days);
    await until(() => expect(gated.held.toSorted()).toEqual([anna.id, bert.id].toSorted()));
    const statuses = (await runsOf(anna.id)).map((run) => run.status);
    expect(statuses).toEqual(['running', 'queued', 'queued']);
    gated.open();
    await untilSucceeded(3, { user: anna.id });
    await untilSucceeded(1, { user: bert.id });
    expect(gated.mostOfOneUser).toBe(1);
    expect(gated.mostOfAll).toBeGreaterThanOrEqual(2);
    const times = (await runsOf(anna.id)).map(({ startedAt, finishedAt }) => [
      startedAt,
      finishedAt,
    ]);
    expect(times.flat()).toEqual(times.flat().toSorted((a, b) => Number(a) - Number(b)));
  });

  it('of one user, ten with windows that overlap, end with each sample once', async () => {
    const user = await newUser();
    await startTestWorker(days);
    const windows = Array.from({ length: 10 }, (_, i) => {
      const start = addDays('2026-03-27', i % 4);
      const end = addDays(start, Math.floor(i / 4));
      return { start, end: end < '2026-03-30' ? end : '2026-03-30' };
    });
    const asked = await Promise.all(windows.map(({ start, end }) => request(user.id, start, end)));
    const runs = await untilSucceeded(new Set(asked.map((run) => run.id)).size, { user: user.id });
    const generated = generatedSamples(user, '2026-03-27', '2026-03-30');
    expect(await storedSamples(user.id)).toEqual(generated);
    const added = runs.reduce((sum, run) => sum + run.rows.new, 0);
    expect(added).toBe(generated.t.length);
  });

  it('of ten users at once end with everybody’s own samples', async () => {
    const users = await Promise.all(Array.from({ length: 10 }, (_, i) => newUser({ dataSeed: i })));
    await startTestWorker({ START_DATE: '2026-03-29', END_DATE: '2026-03-29' });
    await Promise.all(users.map((user) => request(user.id)));
    for (const user of users) {
      await untilSucceeded(1, { user: user.id });
      expect(await storedSamples(user.id)).toEqual(
        generatedSamples(user, '2026-03-29', '2026-03-29'),
      );
    }
  });
});

describe('a command beside the worker', () => {
  it('stores the same user’s same days at the same time, each sample once', async () => {
    const user = await newUser();
    const window = { start: '2026-03-28', end: '2026-03-29' };
    const both = await Promise.all([ingest(user, window), ingest(user, window)]);
    const generated = generatedSamples(user, window.start, window.end);
    expect(await storedSamples(user.id)).toEqual(generated);
    expect(both[0].rows.new + both[1].rows.new).toBe(generated.t.length);
    const [row] = await testDatabase().sql`
      select sample_count::int as count from users where id = ${user.id}`;
    expect(row).toEqual({ count: generated.t.length });
  });
});
