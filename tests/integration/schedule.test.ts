/** What runs by itself: the nightly ingest of everybody, the refresh, the compression. */
import { readFileSync } from 'node:fs';
import { parseCrontab } from 'graphile-worker';
import { beforeEach, describe, expect, it } from 'vitest';
import { requestCompression, requestIngestionOfAll, requestRefresh } from '#jobs/enqueue.ts';
import { ingestUser } from '#jobs/tasks/ingestUser.ts';
import { parseEnv } from '#lib/env.ts';
import { createRun } from '#lib/etl/runs.ts';
import { newUser, testDatabase, useOwnDatabase } from './support/database.ts';
import { quietLog } from './support/server.ts';
import { until } from './support/until.ts';
import {
  jobsOf,
  runsOf,
  startTestWorker,
  stopTestWorker,
  stopWorkersAfterEach,
  untilSucceeded,
} from './support/worker.ts';

useOwnDatabase();
stopWorkersAfterEach();

const oneDay = { START_DATE: '2026-03-29', END_DATE: '2026-03-29' };
const crontab = readFileSync(new URL('../../jobs/crontab', import.meta.url), 'utf8');

beforeEach(async () => {
  await testDatabase().sql`delete from graphile_worker._private_jobs`;
  await testDatabase().sql`delete from users`;
  await testDatabase().sql`delete from aggregate_backlog`;
});

describe('the crontab', () => {
  const items = parseCrontab(crontab);
  const itemOf = (task: string) => items.find((item) => item.task === task);
  const dueAt = (task: string, hour: number, min: number) =>
    itemOf(task)?.match({ min, hour, date: 17, month: 5, dow: 0 });

  it('ingests everybody at 02:00 and at no other time, and makes up for a missed night', () => {
    expect(dueAt('ingest_all', 2, 0)).toBe(true);
    for (let minute = 0; minute < 1440; minute++) {
      if (minute !== 120)
        expect(dueAt('ingest_all', Math.floor(minute / 60), minute % 60)).toBe(false);
    }
    expect(itemOf('ingest_all')?.options.backfillPeriod).toBe(86_400_000);
  });

  it('names only tasks that there are', () => {
    expect(items.map((item) => item.task).toSorted()).toEqual([
      'clean_uploads',
      'compress_chunks',
      'ingest_all',
      'ingest_due',
      'refresh_aggregates',
    ]);
  });
});

describe('the nightly ingest', () => {
  it('adds one run for every user whose source has news', async () => {
    const users = [await newUser(), await newUser(), await newUser()];
    const byFile = await newUser({ source: 'file', dataSeed: null });
    await requestIngestionOfAll('schedule');
    await requestIngestionOfAll('schedule');
    expect(await jobsOf('ingest_all')).toHaveLength(1);
    await startTestWorker(oneDay);
    const runs = await untilSucceeded(3);
    expect(runs.map((run) => run.userId).toSorted()).toEqual(users.map(({ id }) => id).toSorted());
    expect(runs.every((run) => run.trigger === 'schedule' && run.rows.new > 0)).toBe(true);
    expect(await runsOf(byFile.id)).toEqual([]);
  });

  it('is made up for at the next start when nothing ran at night', async () => {
    const { sql } = testDatabase();
    const user = await newUser();
    const first = await startTestWorker(oneDay, crontab);
    await until(async () =>
      expect(await sql`select from graphile_worker._private_known_crontabs`).toHaveLength(
        parseCrontab(crontab).length,
      ),
    );
    await stopTestWorker(first);
    expect(await runsOf(user.id)).toEqual([]);
    await sql`
      update graphile_worker._private_known_crontabs
      set known_since = now() - interval '4 days', last_execution = now() - interval '3 days'`;
    await startTestWorker(oneDay, crontab);
    const [run] = await untilSucceeded(1);
    expect(run).toMatchObject({ userId: user.id, trigger: 'schedule' });
  });

  it('is not done a second time by a start after it was done', async () => {
    const { sql } = testDatabase();
    await newUser();
    await sql`
      insert into graphile_worker._private_known_crontabs (identifier, known_since, last_execution)
      values ('nightly_ingest', now() - interval '4 days', now()),
        ('compress_chunks', now() - interval '4 days', now() - interval '3 days')
      on conflict (identifier) do update
      set known_since = excluded.known_since, last_execution = excluded.last_execution`;
    const worker = await startTestWorker(oneDay, crontab);
    // The compression was missed: once it is made up for, so would be the ingest.
    await until(async () =>
      expect(
        await sql`
          select from graphile_worker._private_known_crontabs
          where identifier = 'compress_chunks' and last_execution > now() - interval '1 day'`,
      ).toHaveLength(1),
    );
    await stopTestWorker(worker);
    expect(await jobsOf('ingest_all')).toEqual([]);
    expect(await runsOf()).toEqual([]);
  });
});

describe('the refresh', () => {
  it('is one job for the runs of many users', async () => {
    const { sql } = testDatabase();
    for (const id of ['first', 'second', 'third']) {
      await newUser({ id });
      const run = await createRun(testDatabase(), { userId: id, trigger: 'request', full: false });
      await sql`update ingestion_runs set status = 'queued' where id = ${run.id}`;
      await ingestUser(
        { runId: run.id },
        { number: 1, signal: new AbortController().signal },
        {
          database: testDatabase(),
          env: parseEnv({ START_DATE: '2026-03-29', END_DATE: '2026-03-29' }),
          log: quietLog(),
          workerId: 'test',
          stopping: new AbortController().signal,
        },
      );
    }
    expect(await sql`select from aggregate_backlog`).toHaveLength(3);
    expect(await jobsOf('refresh_aggregates')).toHaveLength(1);
    await startTestWorker();
    await until(async () => expect(await jobsOf('refresh_aggregates')).toEqual([]));
    expect(await sql`select from aggregate_backlog`).toHaveLength(0);
    const [row] =
      await sql`select count(distinct user_id)::int as users from activities_heart_intraday_1h`;
    expect(row?.users).toBeGreaterThanOrEqual(3);
  });

  it('asked for again and again waits no longer than the first asked', async () => {
    await requestRefresh();
    const [first] = await jobsOf('refresh_aggregates');
    await Promise.all(Array.from({ length: 5 }, () => requestRefresh()));
    const all = await jobsOf('refresh_aggregates');
    expect(all).toHaveLength(1);
    expect(all[0]?.dueIn).toBeLessThanOrEqual(first?.dueIn ?? 0);
  });

  it('shares its queue with the compression, so that the two never run at once', async () => {
    await requestRefresh();
    await requestCompression();
    const queues = [...(await jobsOf('refresh_aggregates')), ...(await jobsOf('compress_chunks'))];
    expect(queues.map((job) => job.queue)).toEqual(['aggregates', 'aggregates']);
  });
});
