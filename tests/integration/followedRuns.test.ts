/** What is told of runs while they go on, and of those to come: the log's stream, the schedule, long lists. */
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { followRunLogs } from '#db/queries/followRunLogs.ts';
import { getOverview } from '#db/queries/getOverview.ts';
import { getRuns } from '#db/queries/getRuns.ts';
import { cancelRun } from '#jobs/cancelRun.ts';
import { jobKeyOf, requestIngestion } from '#jobs/enqueue.ts';
import { getSchedule } from '#jobs/getSchedule.ts';
import { logLine, type Run } from '#lib/contract/ingestions.ts';
import { sources } from '#lib/etl/registry.ts';
import { createRun, writeLog } from '#lib/etl/runs.ts';
import { askHandler } from '#tests/api/inProcess.ts';
import { newUser, testDatabase, useOwnDatabase } from './support/database.ts';
import { documentSource, minutely } from './support/documents.ts';
import { startTestWorker, stopWorkersAfterEach, untilRuns } from './support/worker.ts';

useOwnDatabase();
stopWorkersAfterEach();

const two = { START_DATE: '2026-03-28', END_DATE: '2026-03-29' };
const everything = { sort: 'overdue', offset: 0, limit: 1000 } as const;

const oneDay = documentSource({ '2026-03-28': minutely('08:00', [60, 61]) });
sources['goes-on'] = {
  ...oneDay,
  key: 'goes-on',
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

async function request(userId: string): Promise<Run> {
  return await requestIngestion({ userId, request: { full: false }, trigger: 'request' });
}

interface SentEvent {
  id: number | undefined;
  event: string;
  data: unknown;
}

/** The whole stream of a run that has ended, as a browser reads it. */
async function streamOf(id: number, headers: Record<string, string> = {}): Promise<SentEvent[]> {
  const url = `/api/ingestions/${id}/logs/stream`;
  const call = { name: url, route: 'followRunLogs', method: 'GET', url, headers, status: 200 };
  const answer = await askHandler({ ...call, route: 'followRunLogs' });
  expect(answer.headers['content-type']).toBe('text/event-stream; charset=utf-8');
  return answer.text
    .split('\n\n')
    .map((block) => Object.fromEntries(block.split('\n').map((line) => line.split(/: (.*)/s))))
    .filter((fields) => 'data' in fields)
    .map(({ id: of, event = 'message', data }) => ({
      id: of === undefined ? undefined : Number(of),
      event,
      data: JSON.parse(data ?? ''),
    }));
}

describe('the stream of a log', () => {
  it('has every line under its id, ends with the run, and goes on after the last one known', async () => {
    const user = await newUser();
    const { id } = await request(user.id);
    await startTestWorker(two);
    await untilRuns(([run]) => expect(run?.status).toBe('succeeded'), { user: user.id });
    const events = await streamOf(id);
    const lines = events.slice(0, -1).map(({ data }) => logLine.parse(data));
    expect(lines.map((line) => line.message)).toEqual([
      'started: 2026-03-28 to 2026-03-29',
      expect.stringMatching(/^heart_rate: /),
      expect.stringMatching(/^heart_rate_summary: /),
      expect.stringMatching(/^finished in /),
    ]);
    expect(events.slice(0, -1).map((event) => event.id)).toEqual(lines.map((line) => line.id));
    expect(events.at(-1)).toMatchObject({ event: 'end', data: { status: 'succeeded' } });
    const rest = await streamOf(id, { 'last-event-id': String(lines[1]?.id) });
    expect(rest.map((event) => event.id)).toEqual([lines[2]?.id, lines[3]?.id, undefined]);
  });

  it('brings lines as they are written, and stops when nobody listens any more', async () => {
    const user = await newUser();
    const run = await createRun(testDatabase(), {
      userId: user.id,
      trigger: 'command',
      full: true,
    });
    const leaving = new AbortController();
    const news = followRunLogs({ runId: run.id, after: 0, signal: leaving.signal });
    expect((await news.next()).value).toEqual({});
    for (const message of ['first', 'second']) {
      const next = news.next();
      await writeLog(testDatabase(), run.id, 'info', message);
      expect((await next).value).toMatchObject({ lines: [{ message }] });
    }
    const last = news.next();
    leaving.abort();
    expect(await last).toEqual({ done: true, value: undefined });
  });

  it('brings a long log whole', async () => {
    const user = await newUser();
    const run = await createRun(testDatabase(), {
      userId: user.id,
      trigger: 'command',
      full: true,
    });
    const { sql } = testDatabase();
    await sql`insert into ingestion_logs (run_id, level, message)
      select ${run.id}, 'info', 'line ' || n from generate_series(1, 25000) as n`;
    await sql`update ingestion_runs set status = 'succeeded', finished_at = now() where id = ${run.id}`;
    const events = await streamOf(run.id);
    expect(events).toHaveLength(25_001);
    expect(events.at(-2)?.data).toMatchObject({ message: 'line 25000' });
  });

  it('is refused for a run there is not, before it begins', async () => {
    const url = '/api/ingestions/987654321/logs/stream';
    const answer = await askHandler({
      name: url,
      route: undefined,
      method: 'GET',
      url,
      status: 404,
    });
    expect(answer.status).toBe(404);
    expect(JSON.parse(answer.text)).toMatchObject({ error: { code: 'RUN_NOT_FOUND' } });
  });
});

describe('the schedule', () => {
  const of = (answer: Awaited<ReturnType<typeof getSchedule>>, userId: string) =>
    answer.sources.find((source) => source.userId === userId);

  it('tells the next time of the crontab that the workers run, and who they are', async () => {
    const user = await newUser();
    const byFile = await newUser({ source: 'file', dataSeed: null });
    expect(of(await getSchedule(everything), user.id)?.lastRun).toBeNull();
    const worker = await startTestWorker(two, '0 2 * * * ingest_all ?id=nightly');
    const answer = await getSchedule(everything);
    expect(answer.workers).toMatchObject([{ id: worker.id }]);
    const at = z.int().parse(answer.tasks.find(({ task }) => task === 'ingest_all')?.nextAt);
    expect(new Date(at).toISOString()).toMatch(/T02:00:00\.000Z$/);
    expect(at - answer.now).toBeLessThanOrEqual(86_400_000);
    expect(of(answer, user.id)?.next).toEqual({ why: 'schedule', at });
    expect(of(answer, byFile.id)?.next).toEqual({ why: 'none', at: null });
  });

  it('tells the next attempt at a run that failed', async () => {
    const { sql } = testDatabase();
    const { id, userId } = await request((await newUser()).id);
    await sql`update graphile_worker._private_jobs set attempts = 1, run_at = now() + interval '1 hour'
      where key = ${jobKeyOf(id)}`;
    await sql`update ingestion_runs set status = 'failed' where id = ${id}`;
    const { next } = of(await getSchedule(everything), userId) ?? {};
    expect(next?.why).toBe('retry');
    expect(next?.at).toBeGreaterThan(Date.now());
  });

  it('tells a run that waits, and one that goes on', async () => {
    const user = await newUser({ source: 'goes-on' });
    const { id } = await request(user.id);
    expect(of(await getSchedule(everything), user.id)?.next.why).toBe('queued');
    await startTestWorker(two);
    await untilRuns(([run]) => expect(run?.days.done).toBe(1), { user: user.id });
    expect(of(await getSchedule(everything), user.id)).toMatchObject({
      next: { why: 'running' },
      lastRun: { id },
    });
    await cancelRun(id);
    await untilRuns(([run]) => expect(run?.status).toBe('cancelled'), { user: user.id });
  });

  it('says who is overdue: nothing has succeeded since the schedule passed by', async () => {
    const { sql } = testDatabase();
    const [late, fine, fresh] = [await newUser(), await newUser(), await newUser()];
    // Hourly at this minute: the last time is long past, whenever this test runs.
    const hoursAgo = new Date(Date.now() - 2 * 3_600_000);
    const crontab = `${hoursAgo.getUTCMinutes()} ${hoursAgo.getUTCHours()} * * * ingest_all`;
    await startTestWorker(two, crontab);
    const before = sql`now() - interval '2 days'`;
    await sql`update users set created_at = ${before} where id = any(${[late.id, fine.id]})`;
    for (const [user, at] of [
      [late, before],
      [fine, sql`now()`],
    ] as const)
      await sql`insert into ingestion_runs (user_id, source, "trigger", status, finished_at)
        values (${user.id}, 'synthetic', 'schedule', 'succeeded', ${at})`;
    const answer = await getSchedule(everything);
    const overdue = [late, fine, fresh].map(({ id }) => of(answer, id)?.overdue);
    expect(overdue).toEqual([true, false, false]);
    const only = await getSchedule({ ...everything, overdue: 'true' });
    expect(only.sources.map(({ userId }) => userId)).toContain(late.id);
    expect(only.sources.every((source) => source.overdue)).toBe(true);
    expect(answer.sources[0]?.overdue).toBe(true);
  });
});

describe('long lists', () => {
  it('page and sort ten thousand runs, each once', async () => {
    const { sql } = testDatabase();
    const user = await newUser();
    await sql`insert into ingestion_runs
        (user_id, source, "trigger", status, rows_new, started_at, finished_at)
      select ${user.id}, 'synthetic', 'schedule', 'succeeded', (n * 7919) % 10000, now(),
        now() + make_interval(secs => (n * 31) % 5000) from generate_series(1, 10000) as n`;
    const ask = { user: user.id, limit: 100 };
    const most = await getRuns({ ...ask, sort: 'most-new' });
    expect(most.total).toBe(10_000);
    expect(most.runs.map((run) => run.rows.new)).toEqual(
      Array.from({ length: 100 }, (_, n) => 9_999 - n),
    );
    const seen = new Set<number>();
    for (let offset = 0; offset < 1_000; offset += 100)
      for (const { id } of (await getRuns({ ...ask, sort: 'longest', offset })).runs) seen.add(id);
    expect(seen.size).toBe(1_000);
    expect((await getRuns({ ...ask, trigger: 'request' })).runs).toEqual([]);
    const oldest = await getRuns({ ...ask, sort: 'oldest', offset: 9_900 });
    const newest = await getRuns(ask);
    expect(oldest.runs.map(({ id }) => id).toReversed()).toEqual(newest.runs.map(({ id }) => id));
  });

  it('page and search a thousand users', async () => {
    const { sql } = testDatabase();
    await sql`insert into users (id, name, time_zone)
      select 'many-' || n, 'Many ' || n, 'UTC' from generate_series(1, 1000) as n`;
    await sql`insert into user_sources (user_id, source, precedence, source_id)
      select 'many-' || n, 'synthetic', 1, 1 from generate_series(1, 1000) as n`;
    const asked = { q: 'MANY', sort: 'name', limit: 48 } as const;
    const first = await getOverview(asked);
    expect(first.matching).toBe(1_000);
    expect(first.users.slice(0, 3).map(({ name }) => name)).toEqual(['Many 1', 'Many 2', 'Many 3']);
    const last = await getOverview({ ...asked, offset: 960 });
    expect(last.users.at(-1)?.name).toBe('Many 1000');
    expect(last.users).toHaveLength(40);
    expect(last.total).toBeGreaterThanOrEqual(1_000);
  });
});
