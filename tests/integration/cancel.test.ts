/** Runs that are called off: before they begin, in the middle, and between two attempts. */
import { describe, expect, it } from 'vitest';
import { getRun } from '#db/queries/getRun.ts';
import { getRunLogs } from '#db/queries/getRunLogs.ts';
import { cancelRun } from '#jobs/cancelRun.ts';
import { jobKeyOf, requestIngestion } from '#jobs/enqueue.ts';
import type { Run } from '#lib/contract/ingestions.ts';
import { HeartlineError } from '#lib/errors.ts';
import { sources } from '#lib/etl/registry.ts';
import { newUser, testDatabase, useOwnDatabase } from './support/database.ts';
import { documentSource, minutely } from './support/documents.ts';
import { storedSamples } from './support/stored.ts';
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

const two = { START_DATE: '2026-03-28', END_DATE: '2026-03-29' };

/** Hands over a day and then waits for the end of the world, or of the run. */
const oneDay = documentSource({ '2026-03-28': minutely('08:00', [60, 61]) });
sources['never-ends'] = {
  ...oneDay,
  key: 'never-ends',
  scheduled: true,
  extractors: {
    heart_rate: async function* (request) {
      yield* oneDay.extractors.heart_rate?.(request) ?? [];
      await new Promise((_, reject) =>
        request.signal.addEventListener('abort', () => reject(request.signal.reason)),
      );
    },
  },
};
sources['always-fails'] = {
  ...oneDay,
  key: 'always-fails',
  scheduled: true,
  extractors: {
    heart_rate: () => {
      throw new HeartlineError('SOURCE_FAILED', 'The vendor does not answer.');
    },
  },
};

async function request(userId: string, end?: string): Promise<Run> {
  return await requestIngestion({ userId, request: { full: false, end }, trigger: 'request' });
}

async function messagesOf(runId: number): Promise<string[]> {
  return (await getRunLogs({ runId, after: 0, limit: 100 })).lines.map((line) => line.message);
}

async function untilEmptyQueue(userId: string): Promise<void> {
  await until(async () => expect(await jobsOfUser(userId)).toEqual([]));
}

describe('a run that waits', () => {
  it('is cancelled at once and never begins', async () => {
    const user = await newUser();
    const { id } = await request(user.id, '2026-03-28');
    expect(await cancelRun(id)).toMatchObject({
      id,
      status: 'cancelled',
      error: 'The run was cancelled on request before it began.',
      startedAt: null,
      finishedAt: expect.any(Number),
    });
    expect(await jobsOfUser(user.id)).toEqual([]);
    const next = await request(user.id);
    await startTestWorker(two);
    await untilRuns((runs) => expect(runs.at(-1)?.status).toBe('succeeded'), { user: user.id });
    expect((await runsOf(user.id)).map((run) => [run.id, run.status])).toEqual([
      [id, 'cancelled'],
      [next.id, 'succeeded'],
    ]);
    expect(await messagesOf(id)).toEqual(['The run was cancelled on request before it began.']);
  });

  it('can be asked for again, as a run of its own', async () => {
    const user = await newUser();
    const first = await request(user.id);
    await cancelRun(first.id);
    expect((await request(user.id)).id).not.toBe(first.id);
  });
});

describe('a run that is going on', () => {
  it('stops, keeps what it stored, and does not come back', async () => {
    const user = await newUser({ source: 'never-ends' });
    const { id } = await request(user.id);
    await Promise.all([startTestWorker(two), startTestWorker(two)]);
    await untilRuns(([run]) => expect(run?.days.done).toBe(1), { user: user.id });
    const asked = await cancelRun(id);
    expect(asked).toMatchObject({ status: 'running', cancelRequestedAt: expect.any(Number) });
    expect(await cancelRun(id)).toMatchObject({ cancelRequestedAt: asked.cancelRequestedAt });
    await untilRuns(([run]) => expect(run?.status).toBe('cancelled'), { user: user.id });
    expect(await getRun(id)).toMatchObject({
      error: 'The run was cancelled on request; the days already stored are kept.',
      days: { done: 1, total: 2 },
      rows: { read: 2, new: 2 },
    });
    expect((await storedSamples(user.id)).value).toEqual([60, 61]);
    expect((await messagesOf(id)).slice(-2)).toEqual([
      'asked to stop',
      'The run was cancelled on request; the days already stored are kept.',
    ]);
    await untilEmptyQueue(user.id);
    expect(await runsOf(user.id)).toHaveLength(1);
  });

  it('stays cancelled when its worker died before it could stop', async () => {
    const { sql } = testDatabase();
    const user = await newUser();
    const { id } = await request(user.id);
    // As the worker left it: the run begun, the job in work, the process gone.
    await sql`insert into workers (id, kind, host, pid, last_seen_at)
      values ('dead', 'worker', 'elsewhere', 1, now() - interval '1 hour')`;
    await sql`update ingestion_runs set status = 'running', worker_id = 'dead' where id = ${id}`;
    await sql`update graphile_worker._private_jobs
      set locked_at = now(), locked_by = 'dead', attempts = 1 where key = ${jobKeyOf(id)}`;
    expect(await cancelRun(id)).toMatchObject({ status: 'running' });
    await startTestWorker(two);
    expect(await getRun(id)).toMatchObject({ status: 'cancelled' });
    const other = await newUser();
    await request(other.id);
    await untilSucceeded(1, { user: other.id });
    expect(await runsOf(user.id)).toHaveLength(1);
  });
});

describe('a run that failed', () => {
  it('is not tried again once its next attempt is called off', async () => {
    const user = await newUser({ source: 'always-fails' });
    const { id } = await request(user.id);
    await startTestWorker(two);
    await until(async () =>
      expect(await jobsOfUser(user.id)).toMatchObject([{ attempts: 1, locked: false }]),
    );
    expect(await cancelRun(id)).toMatchObject({ status: 'failed' });
    expect(await jobsOfUser(user.id)).toEqual([]);
    expect((await messagesOf(id)).at(-1)).toBe('its next attempt was called off');
    await expect(cancelRun(id)).rejects.toMatchObject({ code: 'RUN_FINISHED' });
  });
});

describe('cancelling', () => {
  it('is refused for a run that has ended, and for one there is not', async () => {
    const user = await newUser();
    const { id } = await request(user.id);
    await startTestWorker(two);
    await untilSucceeded(1, { user: user.id });
    await expect(cancelRun(id)).rejects.toMatchObject({
      code: 'RUN_FINISHED',
      message: expect.stringContaining(`Run ${id} has already ended: it succeeded.`),
    });
    await expect(cancelRun(987_654_321)).rejects.toMatchObject({ code: 'RUN_NOT_FOUND' });
  });

  it('in the very moment in which workers take the runs, ends each of them one way or the other', async () => {
    const users = await Promise.all(Array.from({ length: 12 }, () => newUser()));
    const runs = await Promise.all(users.map((user) => request(user.id)));
    await Promise.all([startTestWorker(two), startTestWorker(two)]);
    const answers = await Promise.allSettled(runs.map((run) => cancelRun(run.id)));
    for (const [index, { id, userId }] of runs.entries()) {
      const refused = answers[index]?.status === 'rejected';
      await until(async () => {
        const { status } = await getRun(id);
        if (refused) expect(status).toBe('succeeded');
        else expect(['cancelled', 'succeeded']).toContain(status);
      });
      await untilEmptyQueue(userId);
      expect(await runsOf(userId)).toHaveLength(1);
    }
  });
});
