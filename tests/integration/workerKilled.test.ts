/** A worker that ends in the middle of a run, by force or by request: the next one finishes the work. */
import { expect, it } from 'vitest';
import { requestIngestion } from '#jobs/enqueue.ts';
import type { RegisteredParticipant } from '#lib/etl/participants.ts';
import { newUser, testDatabase, useOwnDatabase } from './support/database.ts';
import {
  endProcessesAfterEach,
  environmentFor,
  type Spawned,
  spawnScript,
} from './support/processes.ts';
import { generatedSamples, storedSamples } from './support/stored.ts';
import { until } from './support/until.ts';
import { jobsOfUser, runsOf, untilRuns } from './support/worker.ts';

useOwnDatabase();
endProcessesAfterEach();

const [start, end] = ['2026-03-07', '2026-03-31'];

function spawnWorker(): Spawned {
  return spawnScript('jobs/worker.ts', environmentFor(testDatabase()));
}

async function requestLongRun(): Promise<RegisteredParticipant> {
  const user = await newUser();
  await requestIngestion({
    userId: user.id,
    request: { start, end, full: false },
    trigger: 'request',
  });
  return user;
}

async function daysStored(userId: string): Promise<number> {
  return (await testDatabase().sql`select from activities_heart_summary where user_id = ${userId}`)
    .length;
}

/** Waits until the run has stored more than so many days. */
async function untilMoreThan(days: number, userId: string): Promise<void> {
  await until(async () => expect(await daysStored(userId)).toBeGreaterThan(days), { everyMs: 10 });
}

async function expectEverySampleOnce(user: RegisteredParticipant): Promise<void> {
  const generated = generatedSamples(user, start, end);
  expect(await storedSamples(user.id)).toEqual(generated);
  const [totals] = await testDatabase().sql`
    select sample_count::int as count from users where id = ${user.id}`;
  expect(totals).toEqual({ count: generated.t.length });
}

it('killed in the middle of a run, and again in the middle of its retry, the next start finishes it', async () => {
  const user = await requestLongRun();
  const first = spawnWorker();
  await untilMoreThan(1, user.id);
  first.child.kill('SIGKILL');
  await first.ended;
  const afterFirst = await daysStored(user.id);
  expect(afterFirst).toBeLessThan(25);
  expect((await runsOf(user.id)).map((run) => run.status)).toEqual(['running']);

  const second = spawnWorker();
  await untilMoreThan(afterFirst + 1, user.id);
  second.child.kill('SIGKILL');
  await second.ended;
  expect((await runsOf(user.id)).map((run) => run.status)).toEqual(['interrupted', 'running']);

  spawnWorker();
  const runs = await untilRuns(
    (all) => {
      expect(all.at(-1)?.status).toBe('succeeded');
      return all;
    },
    { user: user.id },
  );
  expect(runs).toMatchObject([
    { status: 'interrupted', trigger: 'request', attempt: 1, window: { start, end } },
    { status: 'interrupted', trigger: 'retry', attempt: 2, retryOf: runs[0]?.id },
    { status: 'succeeded', trigger: 'retry', attempt: 3, retryOf: runs[0]?.id },
  ]);
  expect(runs[0]?.error).toContain('stopped without finishing');
  expect(runs[0]?.finishedAt).not.toBeNull();
  // What the attempts before have read to the end is not read again.
  expect(runs[2]?.days.total).toBeLessThan(25 - afterFirst);
  await expectEverySampleOnce(user);
  await until(async () => expect(await jobsOfUser(user.id)).toEqual([]));
});

it('asked to stop in the middle of a run, it finishes the day, hands the rest back and ends well', async () => {
  const user = await requestLongRun();
  const worker = spawnWorker();
  await untilMoreThan(1, user.id);
  worker.child.kill('SIGTERM');
  const { code, stderr } = await worker.ended;
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const [stopped] = await runsOf(user.id);
  expect(stopped).toMatchObject({
    status: 'interrupted',
    error: 'The run was cancelled; the days already stored are kept.',
  });
  const days = await daysStored(user.id);
  expect(days).toBeLessThan(25);
  expect(stopped?.days).toEqual({ done: days, total: 25 });
  const [job] = await jobsOfUser(user.id);
  expect(job).toMatchObject({ locked: false, attempts: 1 });

  spawnWorker();
  await untilRuns((all) => expect(all.at(-1)?.status).toBe('succeeded'), { user: user.id });
  await expectEverySampleOnce(user);
});

it('asked to stop with nothing to do, it ends well and says goodbye', async () => {
  const worker = spawnWorker();
  const { sql } = testDatabase();
  const pid = worker.child.pid ?? 0;
  await until(async () =>
    expect(await sql`select from workers where pid = ${pid}`).toHaveLength(1),
  );
  worker.child.kill('SIGINT');
  expect(await worker.ended).toMatchObject({ code: 0, stderr: '' });
  const [left] = await sql`select stopped_at from workers where pid = ${pid}`;
  expect(left?.stopped_at).not.toBeNull();
});

it('started without its database, it ends with one sentence and a code of its own', async () => {
  const { code, stderr } = await spawnScript('jobs/worker.ts', {
    DATABASE_URL: 'postgres://postgres@127.0.0.1:1/none',
  }).ended;
  expect(code).toBe(69);
  expect(stderr.trim().split('\n')).toHaveLength(1);
});
