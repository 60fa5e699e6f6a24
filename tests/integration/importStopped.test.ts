/** An import that stops in the middle, by wish or by force, goes on where it was. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { getImport } from '#db/queries/getImport.ts';
import { newUser, testDatabase, useOwnDatabase } from './support/database.ts';
import { cancelImport, checkedImport, startImport, untilImport } from './support/imports.ts';
import { endProcessesAfterEach, environmentFor, spawnScript } from './support/processes.ts';
import { storedSamples } from './support/stored.ts';
import { until } from './support/until.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'heartline-imports-'));
process.env.DATA_DIR = dataDir;
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

useOwnDatabase();
endProcessesAfterEach();

const firstDay = Date.parse('2018-01-01T12:00:00Z');
const days = 300;

/** Many days with a few samples each: a long run over a small file. */
const instants = Array.from({ length: days * 4 }, (_, i) => {
  return firstDay + Math.floor(i / 4) * 86_400_000 + (i % 4) * 5_000;
});
const table = `timestamp,value\n${instants
  .map((ms, i) => `${new Date(ms).toISOString()},${60 + (i % 40)}`)
  .join('\n')}\n`;

function spawnWorker() {
  return spawnScript('jobs/worker.ts', {
    ...environmentFor(testDatabase()),
    DATA_DIR: dataDir,
  });
}

async function daysStored(userId: string): Promise<number> {
  return (await testDatabase().sql`select from activities_heart_summary where user_id = ${userId}`)
    .length;
}

async function untilMoreThan(count: number, userId: string): Promise<void> {
  await until(async () => expect(await daysStored(userId)).toBeGreaterThan(count), { everyMs: 10 });
}

async function startLongImport() {
  const user = await newUser({ dataSeed: null, source: 'csv' });
  const worker = spawnWorker();
  const { id } = await checkedImport({ 'years.csv': table });
  await startImport(id, [{ user: user.id }]);
  await untilMoreThan(3, user.id);
  return { user: user.id, worker, id };
}

it('cancelled in the middle it keeps the days stored and says so; started again it goes on without the file being sent again', async () => {
  const { user, id } = await startLongImport();
  expect(await cancelImport(id)).toMatchObject({ state: 'running' });
  const cancelled = await untilImport(id, 'cancelled');
  expect(cancelled.error).toBe('It was cancelled; the days already stored are kept.');
  expect(cancelled.cancelRequestedAt).not.toBeNull();
  expect(cancelled.runs).toMatchObject([{ status: 'cancelled' }]);
  const stored = await daysStored(user);
  expect(stored).toBeGreaterThan(3);
  expect(stored).toBeLessThan(days);
  expect(cancelled.runs[0]?.days.done).toBe(stored);
  expect(cancelled.files).toMatchObject([{ kept: true }]);

  expect(await startImport(id, [{ user }])).toMatchObject({ state: 'queued' });
  const done = await untilImport(id, 'done', 90);
  expect(done.runs.at(-1)).toMatchObject({
    status: 'succeeded',
    rows: { new: (days - stored) * 4, unchanged: stored * 4, changed: 0 },
  });
  expect((await storedSamples(user)).t).toEqual(instants);
}, 150_000);

it('whose worker is killed is taken up by the next one, and ends with every sample once', async () => {
  const { user, id, worker } = await startLongImport();
  worker.child.kill('SIGKILL');
  await worker.ended;
  const killedAt = await daysStored(user);
  expect(killedAt).toBeLessThan(days);
  expect(await getImport(id)).toMatchObject({ state: 'running' });

  spawnWorker();
  const done = await untilImport(id, 'done', 90);
  expect(done.runs).toMatchObject([{ status: 'interrupted' }, { status: 'succeeded' }]);
  expect(done.runs[1]?.rows).toMatchObject({ new: (days - killedAt) * 4, unchanged: killedAt * 4 });
  expect((await storedSamples(user)).t).toEqual(instants);
  await until(() => expect(readdirSync(join(dataDir, 'uploads'))).toEqual([]));
}, 150_000);
