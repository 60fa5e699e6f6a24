/** The list of the schedule: found, put in each of its orders, and paged, over everybody. */
import { beforeAll, describe, expect, it } from 'vitest';
import { jobKeyOf } from '#jobs/enqueue.ts';
import { getSchedule } from '#jobs/getSchedule.ts';
import { type ScheduleSort, scheduleSorts } from '#lib/contract/limits.ts';
import { newUser, testDatabase, useOwnDatabase } from './support/database.ts';

useOwnDatabase();

const hour = 3_600_000;
const ward = { q: 'WARD', sort: 'overdue', offset: 0, limit: 100 } as const;

beforeAll(async () => {
  const { sql } = testDatabase();
  await dueEveryDayTwelveHoursFromNow();
  await newUser({ id: 'just-in', name: 'Ward 1' });
  await newUser({ id: 'fails', name: 'ward 2' });
  await newUser({ id: 'waits', name: 'Ward 4' });
  await newUser({ id: 'by-file', name: 'Ward 5', source: 'file', dataSeed: null });
  await newUser({ id: 'fine', name: 'Ward 10' });
  await newUser({ id: 'at-work', name: 'Ward 30' });
  await sql`update users set created_at = now() - interval '5 days' where id in ('fails', 'at-work')`;
  await aRun('fine', 'succeeded', 3 * hour);
  await aRun('fails', 'succeeded', 72 * hour);
  await retriedIn30Minutes(await aRun('fails', 'failed', hour));
  await aRun('at-work', 'succeeded', 48 * hour);
  await aRun('at-work', 'running', hour / 30);
  await aRun('waits', 'queued', hour / 12);
});

async function dueEveryDayTwelveHoursFromNow(): Promise<void> {
  const due = new Date(Date.now() + 12 * hour);
  const crontab = `${due.getUTCMinutes()} ${due.getUTCHours()} * * * ingest_all`;
  await testDatabase().sql`insert into workers (id, kind, host, pid, crontab)
    values ('nightly', 'worker', 'here', 1, ${crontab})`;
}

async function aRun(userId: string, status: string, msAgo: number): Promise<number> {
  const ended = status === 'succeeded' || status === 'failed';
  const [run] = await testDatabase().sql<{ id: number }[]>`
    insert into ingestion_runs (user_id, source, "trigger", status, queued_at, finished_at)
    select ${userId}, 'synthetic', 'schedule', ${status}, at, case when ${ended} then at end
    from (select now() - make_interval(secs => ${msAgo / 1000}::float8) as at) as moment
    returning id::float8 as id`;
  return run?.id ?? Number.NaN;
}

async function retriedIn30Minutes(run: number): Promise<void> {
  const { sql } = testDatabase();
  await sql`select graphile_worker.add_job('ingest_user', '{}', job_key => ${jobKeyOf(run)},
    run_at => now() + interval '30 minutes')`;
  await sql`update graphile_worker._private_jobs set attempts = 1 where key = ${jobKeyOf(run)}`;
}

describe('the list of the schedule', () => {
  const orders: Record<ScheduleSort, string[]> = {
    overdue: ['fails', 'at-work', 'just-in', 'waits', 'by-file', 'fine'],
    name: ['just-in', 'fails', 'waits', 'by-file', 'fine', 'at-work'],
    '-name': ['at-work', 'fine', 'by-file', 'waits', 'fails', 'just-in'],
    run: ['fine', 'fails', 'waits', 'at-work', 'just-in', 'by-file'],
    '-run': ['at-work', 'waits', 'fails', 'fine', 'just-in', 'by-file'],
    success: ['fails', 'at-work', 'fine', 'just-in', 'waits', 'by-file'],
    '-success': ['fine', 'at-work', 'fails', 'just-in', 'waits', 'by-file'],
    next: ['at-work', 'waits', 'fails', 'just-in', 'fine', 'by-file'],
    '-next': ['just-in', 'fine', 'fails', 'waits', 'at-work', 'by-file'],
  };

  it.each(scheduleSorts)('is ordered by %s', async (sort) => {
    const { sources, matching } = await getSchedule({ ...ward, sort });
    expect(sources.map(({ userId }) => userId)).toEqual(orders[sort]);
    expect(matching).toBe(6);
  });

  it('is ordered by what it shows', async () => {
    const { sources } = await getSchedule({ ...ward, sort: 'next' });
    expect(sources.map(({ next }) => next.why)).toEqual([
      'running',
      'queued',
      'retry',
      'schedule',
      'schedule',
      'none',
    ]);
  });

  it('narrows to those overdue or the others in any order, and counts the overdue of all', async () => {
    const late = await getSchedule({ ...ward, sort: '-name', overdue: 'true' });
    expect(late.sources.map(({ userId }) => userId)).toEqual(['at-work', 'fails']);
    expect(late).toMatchObject({ matching: 2, overdue: 2 });
    const others = await getSchedule({ ...ward, sort: 'name', overdue: 'false', limit: 1 });
    expect(others.sources.map(({ userId }) => userId)).toEqual(['just-in']);
    expect(others).toMatchObject({ matching: 4, overdue: 2 });
  });

  it('counts those who match on a page beyond the last too', async () => {
    expect(await getSchedule({ ...ward, offset: 100 })).toMatchObject({ sources: [], matching: 6 });
  });

  it('finds nobody by what no name can hold', async () => {
    for (const q of ['%', '_', '\0'])
      expect(await getSchedule({ ...ward, q })).toMatchObject({ sources: [], matching: 0 });
  });

  it('shows each of a thousand equals once over its pages', async () => {
    const { sql } = testDatabase();
    await sql`insert into users (id, name, time_zone)
      select 'many-' || n, 'Many', 'UTC' from generate_series(1, 1000) as n`;
    await sql`insert into user_sources (user_id, source, precedence, source_id)
      select 'many-' || n, 'synthetic', 1, 1 from generate_series(1, 1000) as n`;
    for (const sort of ['-run', 'next'] as const) {
      const seen = new Set<string>();
      for (let offset = 0; offset < 1_000; offset += 200) {
        const page = await getSchedule({ q: 'many', sort, offset, limit: 200 });
        expect(page.matching).toBe(1_000);
        for (const { userId } of page.sources) seen.add(userId);
      }
      expect(seen.size).toBe(1_000);
    }
  });
});
