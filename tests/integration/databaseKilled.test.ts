/** kill -9 of the embedded database in the middle of an ingest, and at each step of a day: started again, the work goes on. */
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { refreshAggregates } from '#db/aggregates/refresh.ts';
import { adoptDatabase, closeDatabase, database } from '#db/client.ts';
import { type OpenDatabase, spawnEmbedded } from '#db/embedded/locate.ts';
import { getHeartRate } from '#db/queries/getHeartRate.ts';
import { requestIngestion } from '#jobs/enqueue.ts';
import { localDay } from '#lib/time/timeZone.ts';
import { newUser } from './support/database.ts';
import { expectLedgerToAgree } from './support/ledger.ts';
import { endProcessesAfterEach, environmentFor, spawnScript } from './support/processes.ts';
import { identity } from './support/server.ts';
import {
  bucketResolutions,
  bucketsOfSamples,
  generatedSamples,
  storedSamples,
} from './support/stored.ts';
import { until } from './support/until.ts';
import { dayStatements, startWire } from './support/wire.ts';
import { untilRuns } from './support/worker.ts';

const [start, end] = ['2026-03-07', '2026-03-31'];
let folder: string;
let running: OpenDatabase;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'heartline-killed-'));
  await cp(inject('template'), folder, { recursive: true });
  running = await startDatabase();
  adoptDatabase(running.url, { mode: 'embedded', max: 4 });
});
afterAll(async () => {
  await closeDatabase();
  await running.close();
  await rm(folder, { recursive: true, force: true });
});
endProcessesAfterEach();

async function startDatabase(port?: number): Promise<OpenDatabase> {
  return await spawnEmbedded({ dataDir: folder, ...identity, port });
}

/** As `npm start` does: a worker that ends unasked is started again. */
async function keepAWorker(signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const worker = spawnScript('jobs/worker.ts', environmentFor(database()));
    signal.addEventListener('abort', () => worker.child.kill('SIGTERM'), { once: true });
    await worker.ended;
  }
}

it('keeps every acknowledged day, and the worker’s retry ends with the right rows', async () => {
  const user = await newUser();
  await requestIngestion({
    userId: user.id,
    request: { start, end, full: false },
    trigger: 'request',
  });
  const enough = new AbortController();
  const working = keepAWorker(enough.signal);
  const storedDays = async () =>
    (
      await database().sql`
      select from activities_heart_summary where user_id = ${user.id} and sample_count > 0`
    ).length;
  let before = 0;
  await until(
    async () => {
      before = await storedDays();
      expect(before).toBeGreaterThan(2);
    },
    { everyMs: 10 },
  );

  process.kill(running.pid, 'SIGKILL');
  await running.close();
  running = await startDatabase(Number(new URL(running.url).port));
  await until(async () => expect(await storedDays()).toBeGreaterThanOrEqual(before));

  const runs = await untilRuns(
    (all) => {
      expect(all.at(-1)?.status).toBe('succeeded');
      return all;
    },
    { user: user.id, seconds: 100 },
  );
  expect(runs.length).toBeGreaterThanOrEqual(2);
  for (const run of runs.slice(0, -1)) {
    expect(['failed', 'interrupted']).toContain(run.status);
    expect(run.error).toBeTruthy();
  }
  expect(await storedSamples(user.id)).toEqual(generatedSamples(user, start, end));
  enough.abort();
  await working;

  await refreshAggregates(database());
  const window = {
    start: localDay(start, user.timeZone).startMs,
    end: localDay(end, user.timeZone).endMs,
  };
  for (const resolution of bucketResolutions) {
    const read = await getHeartRate({ ...window, userId: user.id, resolution, points: 2000 });
    expect(read).toMatchObject(await bucketsOfSamples(user.id, resolution, user.timeZone));
  }
}, 150_000);

it.each(dayStatements)(
  'has the whole of a day or none of it when it is killed %s',
  async (_, statements) => {
    const user = await newUser();
    await requestIngestion({
      userId: user.id,
      request: { start: end, end, full: false },
      trigger: 'request',
    });
    const wire = await startWire(running.url);
    const reached = wire.cutAt(...statements);
    const worker = spawnScript('jobs/worker.ts', environmentFor({ ...database(), url: wire.url }));
    await reached;
    process.kill(running.pid, 'SIGKILL');
    worker.child.kill('SIGKILL');
    await Promise.all([running.close(), worker.ended, wire.close()]);
    running = await startDatabase(Number(new URL(running.url).port));

    expect(await until(() => expectLedgerToAgree(user.id))).toEqual([]);
    expect((await storedSamples(user.id)).t).toEqual([]);
    spawnScript('jobs/worker.ts', environmentFor(database()));
    await untilRuns((runs) => expect(runs.at(-1)?.status).toBe('succeeded'), {
      user: user.id,
      seconds: 80,
    });
    expect(await expectLedgerToAgree(user.id)).toMatchObject([{ date: end, error: null }]);
    expect(await storedSamples(user.id)).toEqual(generatedSamples(user, end, end));
  },
  120_000,
);
