/** A run from request to result, and what becomes of those that fail. */
import { describe, expect, it } from 'vitest';
import { getHealth } from '#db/queries/getHealth.ts';
import { getRunLogs } from '#db/queries/getRunLogs.ts';
import { requestIngestion } from '#jobs/enqueue.ts';
import { HeartlineError } from '#lib/errors.ts';
import { sources } from '#lib/etl/registry.ts';
import type { Source } from '#lib/etl/types.ts';
import { newUser, testDatabase, useOwnDatabase } from './support/database.ts';
import { documentSource, minutely } from './support/documents.ts';
import { generatedSamples, storedSamples } from './support/stored.ts';
import { until } from './support/until.ts';
import {
  jobsOf,
  jobsOfUser,
  runsOf,
  startTestWorker,
  stopTestWorker,
  stopWorkersAfterEach,
  untilRuns,
  untilSucceeded,
} from './support/worker.ts';

useOwnDatabase();
stopWorkersAfterEach();

const two = { START_DATE: '2026-03-28', END_DATE: '2026-03-29' };

async function request(
  userId: string,
  asked: { start?: string; end?: string; full?: boolean } = {},
) {
  return await requestIngestion({
    userId,
    request: { full: false, ...asked },
    trigger: 'request',
  });
}

/** Fails as often as told, then hands over one document. */
function failingSource(key: string, failures: number, error: Error): Source {
  let failed = 0;
  const working = documentSource({ '2026-03-28': minutely('08:00', [60, 61]) });
  const source: Source = {
    ...working,
    key,
    scheduled: true,
    extractors: {
      heart_rate: (request) => {
        if (failed++ < failures) throw error;
        return working.extractors.heart_rate?.(request) ?? (async function* () {})();
      },
    },
  };
  sources[key] = source;
  return source;
}

describe('a run', () => {
  it('waits in the queue, is taken by the worker, and stands finished with its figures', async () => {
    const user = await newUser();
    const asked = await request(user.id);
    expect(asked).toMatchObject({ status: 'queued', trigger: 'request', attempt: 1 });
    await startTestWorker(two);
    const [run] = await untilSucceeded(1, { user: user.id });
    const generated = generatedSamples(user, '2026-03-28', '2026-03-29');
    expect(run).toMatchObject({
      id: asked.id,
      window: { start: '2026-03-28', end: '2026-03-29', full: false },
      days: { done: 2, total: 2 },
      rows: { read: generated.t.length, new: generated.t.length, changed: 0, unchanged: 0 },
      error: null,
    });
    expect(run?.startedAt).toBeGreaterThanOrEqual(asked.queuedAt);
    expect(run?.finishedAt).toBeGreaterThanOrEqual(run?.startedAt ?? 0);
    expect(await storedSamples(user.id)).toEqual(generated);
  });

  it('leaves its lines in the log, in order', async () => {
    const user = await newUser();
    const { id } = await request(user.id);
    await startTestWorker(two);
    await untilSucceeded(1, { user: user.id });
    const { lines } = await getRunLogs({ runId: id, after: 0, limit: 100 });
    expect(lines.map((line) => line.message)).toEqual([
      'started: 2026-03-28 to 2026-03-29',
      expect.stringMatching(/^heart_rate: \d+ read, \d+ new/),
      'heart_rate_summary: 2 read, 2 new, 0 changed, 0 unchanged',
      expect.stringMatching(/^finished in [\d.]+ s: \d+ read/),
    ]);
    expect(lines.every((line) => line.level === 'info')).toBe(true);
    expect(lines[1]?.context).toMatchObject({ metric: 'heart_rate', changed: 0 });
  });

  it('is the same run when the same is asked for while it waits, and another when it is not', async () => {
    const user = await newUser();
    const first = await request(user.id);
    expect((await request(user.id)).id).toBe(first.id);
    const week = await request(user.id, { start: '2026-03-28', end: '2026-03-28' });
    const again = await request(user.id, { start: '2026-03-28', end: '2026-03-28' });
    expect(again.id).toBe(week.id);
    expect(week.id).not.toBe(first.id);
    expect((await request(user.id, { full: true })).id).not.toBe(first.id);
    await startTestWorker(two);
    await untilSucceeded(3, { user: user.id });
    expect((await request(user.id)).id).not.toBe(first.id);
    await untilSucceeded(4, { user: user.id });
  });

  it('is asked for ten times at once and is one run', async () => {
    const user = await newUser();
    const runs = await Promise.all(Array.from({ length: 10 }, () => request(user.id)));
    expect(new Set(runs.map((run) => run.id)).size).toBe(1);
    await startTestWorker(two);
    await untilSucceeded(1, { user: user.id });
  });

  it('is refused for users whose data come by files, and for nobody', async () => {
    const user = await newUser({ source: 'file', dataSeed: null });
    await expect(request(user.id)).rejects.toMatchObject({ code: 'SOURCE_MISMATCH' });
    await expect(request('nobody')).rejects.toMatchObject({ code: 'USER_NOT_FOUND' });
    expect(await runsOf(user.id)).toEqual([]);
  });
});

describe('a run that fails', () => {
  it('stays as failed with its error, and a retry that names it finishes the work', async () => {
    const away = new HeartlineError('SOURCE_FAILED', 'The vendor does not answer.');
    failingSource('fails-once', 1, away);
    const user = await newUser({ source: 'fails-once' });
    const { id } = await request(user.id);
    await startTestWorker(two);
    await untilRuns(([first]) => expect(first?.status).toBe('failed'), { user: user.id });
    await until(async () => {
      const [job] = await jobsOfUser(user.id);
      expect(job).toMatchObject({
        attempts: 1,
        locked: false,
        error: 'The vendor does not answer.',
      });
      expect(job?.dueIn).toBeGreaterThan(0);
    });
    const runs = await untilRuns(
      (all) => {
        expect(all.at(-1)?.status).toBe('succeeded');
        return all;
      },
      { user: user.id },
    );
    expect(runs).toMatchObject([
      { id, status: 'failed', error: 'The vendor does not answer.', attempt: 1, retryOf: null },
      { status: 'succeeded', trigger: 'retry', attempt: 2, retryOf: id, rows: { read: 2, new: 2 } },
    ]);
    const { lines } = await getRunLogs({ runId: id, after: 0, limit: 100 });
    expect(lines.at(-1)).toMatchObject({
      level: 'error',
      message: 'The vendor does not answer.',
      context: { code: 'SOURCE_FAILED' },
    });
    await until(async () => expect(await jobsOfUser(user.id)).toEqual([]));
  });

  it('is not tried again when trying cannot help', async () => {
    failingSource('refuses', 99, new HeartlineError('SOURCE_MISMATCH', 'Nothing to fetch.'));
    const user = await newUser({ source: 'refuses' });
    await request(user.id);
    await startTestWorker(two);
    await untilRuns(([run]) => expect(run?.status).toBe('failed'), { user: user.id });
    await until(async () => expect(await jobsOfUser(user.id)).toEqual([]));
    expect(await runsOf(user.id)).toHaveLength(1);
  });

  it('keeps the days that it had stored, with its figures', async () => {
    const days = documentSource({ '2026-03-28': minutely('08:00', [60, 61]) });
    sources['breaks-off'] = {
      ...days,
      key: 'breaks-off',
      scheduled: true,
      extractors: {
        heart_rate: async function* (request) {
          yield* days.extractors.heart_rate?.(request) ?? [];
          throw new HeartlineError('SOURCE_MISMATCH', 'The rest is torn.');
        },
      },
    };
    const user = await newUser({ source: 'breaks-off' });
    await request(user.id);
    await startTestWorker(two);
    const [run] = await untilRuns(
      (runs) => {
        expect(runs[0]?.status).toBe('failed');
        return runs;
      },
      { user: user.id },
    );
    expect(run).toMatchObject({ days: { done: 1, total: 2 }, rows: { read: 2, new: 2 } });
    expect((await storedSamples(user.id)).value).toEqual([60, 61]);
  });

  it('does no harm to others when a job’s payload is nonsense', async () => {
    await testDatabase().sql`
      select graphile_worker.add_job('ingest_user', '{"runId":"none"}'::json)`;
    await testDatabase().sql`
      select graphile_worker.add_job('ingest_user', '{"runId":987654321}'::json)`;
    const user = await newUser();
    await request(user.id);
    await startTestWorker(two);
    await untilSucceeded(1, { user: user.id });
    await until(async () => {
      const left = (await jobsOf('ingest_user')).filter((job) => job.queue === null);
      expect(left).toMatchObject([{ attempts: 1, locked: false }]);
      expect(left[0]?.error).toContain('runId');
    });
    await testDatabase().sql`delete from graphile_worker._private_jobs`;
  });
});

describe('a worker', () => {
  it('says that it is there, and goodbye', async () => {
    const { sql } = testDatabase();
    const worker = await startTestWorker();
    const seen = await sql`select kind, stopped_at from workers where id = ${worker.id}`;
    expect(seen).toEqual([{ kind: 'worker', stopped_at: null }]);
    expect((await getHealth()).worker.lastSeen).toBeGreaterThan(Date.now() - 60_000);
    await stopTestWorker(worker);
    const [left] = await sql`select stopped_at from workers where id = ${worker.id}`;
    expect(left?.stopped_at).not.toBeNull();
  });
});
