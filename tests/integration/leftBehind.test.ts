/** Runs and jobs that somebody left behind: taken from the dead, left to the living. */
import { beforeEach, describe, expect, it } from 'vitest';
import { requestIngestion } from '#jobs/enqueue.ts';
import { livingWorkers, stillHere } from '#jobs/presence.ts';
import type { RegisteredParticipant } from '#lib/etl/participants.ts';
import { createRun } from '#lib/etl/runs.ts';
import { newUser, testDatabase, useOwnDatabase } from './support/database.ts';
import { generatedSamples, storedSamples } from './support/stored.ts';
import { until } from './support/until.ts';
import {
  jobsOfUser,
  runsOf,
  startTestWorker,
  stopWorkersAfterEach,
  untilRuns,
  untilSucceeded,
} from './support/worker.ts';

useOwnDatabase();
stopWorkersAfterEach();

const oneDay = { START_DATE: '2026-03-29', END_DATE: '2026-03-29' };
let user: RegisteredParticipant;

beforeEach(async () => {
  user = await newUser();
});

/** A worker on another machine, heard of so many seconds ago, that works on the user's run. */
async function workElsewhere(worker: string, seconds: number): Promise<void> {
  const { sql } = testDatabase();
  const { id } = await requestIngestion({
    userId: user.id,
    request: { full: false },
    trigger: 'request',
  });
  await sql`
    insert into workers (id, kind, host, pid, last_seen_at)
    values (${worker}, 'worker', 'elsewhere', 1, now() - make_interval(secs => ${seconds}))`;
  await sql`
    update ingestion_runs set status = 'running', worker_id = ${worker}, started_at = now()
    where id = ${id}`;
  await sql`
    update graphile_worker._private_jobs set locked_by = ${worker}, locked_at = now(), attempts = 1
    where payload->>'runId' = ${String(id)}`;
  await sql`
    update graphile_worker._private_job_queues set locked_by = ${worker}, locked_at = now()
    where queue_name = ${`user:${user.id}`}`;
}

describe('the run of a worker on another machine', () => {
  it('that has been silent for a minute is called interrupted, and taken up', async () => {
    await workElsewhere('silent', 61);
    await startTestWorker(oneDay);
    await untilRuns((runs) => expect(runs.at(-1)?.status).toBe('succeeded'), { user: user.id });
    const [first, retry] = await runsOf(user.id);
    expect(first).toMatchObject({ status: 'interrupted', finishedAt: expect.any(Number) });
    expect(retry).toMatchObject({ trigger: 'retry', attempt: 2, retryOf: first?.id });
    expect(await storedSamples(user.id)).toEqual(
      generatedSamples(user, '2026-03-29', '2026-03-29'),
    );
  });

  it('that was heard of lately is left to it', async () => {
    await workElsewhere('busy', 5);
    const other = await newUser();
    await requestIngestion({ userId: other.id, request: { full: false }, trigger: 'request' });
    await startTestWorker(oneDay);
    await untilSucceeded(1, { user: other.id });
    expect((await runsOf(user.id)).map((run) => run.status)).toEqual(['running']);
    expect(await jobsOfUser(user.id)).toMatchObject([{ locked: true, attempts: 1 }]);
  });
});

describe('a worker that was silent and taken for dead', () => {
  it('counts as living again when it is heard of', async () => {
    const { sql } = testDatabase();
    await sql`
      insert into workers (id, kind, host, pid, last_seen_at)
      values ('slow', 'worker', 'elsewhere', 1, now() - interval '61 seconds')`;
    await startTestWorker();
    const stopped = async () =>
      (await sql`select from workers where id = 'slow' and stopped_at is not null`).length;
    await until(async () => expect(await stopped()).toBe(1));
    await stillHere(testDatabase(), 'slow');
    expect(await stopped()).toBe(0);
    expect(await livingWorkers(testDatabase())).toBeGreaterThanOrEqual(2);
  });
});

describe('a run that nobody works on', () => {
  it('is called interrupted when it was never begun', async () => {
    const run = await createRun(testDatabase(), {
      userId: user.id,
      trigger: 'command',
      full: false,
    });
    await testDatabase().sql`
      update ingestion_runs set queued_at = now() - interval '2 minutes' where id = ${run.id}`;
    await startTestWorker();
    await until(async () =>
      expect(await runsOf(user.id)).toMatchObject([{ status: 'interrupted' }]),
    );
  });

  it('is called interrupted when its worker has said goodbye without saying how it ended', async () => {
    const run = await createRun(testDatabase(), { userId: user.id, trigger: 'retry', full: false });
    await testDatabase().sql`
      insert into workers (id, kind, host, pid, stopped_at)
      values ('left', 'worker', 'elsewhere', 1, now())`;
    await testDatabase().sql`
      update ingestion_runs set worker_id = 'left', started_at = now() where id = ${run.id}`;
    await startTestWorker();
    await until(async () =>
      expect(await runsOf(user.id)).toMatchObject([{ status: 'interrupted' }]),
    );
  });

  it('is called interrupted when its worker could not record its end and begins another', async () => {
    const worker = await startTestWorker(oneDay);
    const lost = await createRun(testDatabase(), {
      userId: user.id,
      trigger: 'retry',
      full: false,
    });
    await testDatabase().sql`
      update ingestion_runs set worker_id = ${worker.id}, started_at = now() where id = ${lost.id}`;
    await requestIngestion({ userId: user.id, request: { full: false }, trigger: 'request' });
    await untilRuns((runs) => expect(runs.at(-1)?.status).toBe('succeeded'), { user: user.id });
    expect(await runsOf(user.id)).toMatchObject([
      { id: lost.id, status: 'interrupted' },
      { status: 'succeeded' },
    ]);
  });
});
