/** Every documented route on a real database, asked well and badly. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { adoptDatabase, closeDatabase } from '#db/client.ts';
import { requestIngestion } from '#jobs/enqueue.ts';
import type { RunsAnswer } from '#lib/contract/ingestions.ts';
import { routes } from '#lib/contract/routes.ts';
import { problemsOf } from '#tests/api/answer.ts';
import { badCalls } from '#tests/api/badCalls.ts';
import type { ApiCall, ApiWorld } from '#tests/api/call.ts';
import { goodCalls, goodRequests } from '#tests/api/goodCalls.ts';
import { askHandler } from '#tests/api/inProcess.ts';
import { makeWorld } from '#tests/api/world.ts';
import { testDatabase, useSharedDatabase } from './support/database.ts';

useSharedDatabase();

let world: ApiWorld;
beforeAll(async () => {
  world = await makeWorld(testDatabase());
});

/** Every call whose answer is not what it must be, with what is wrong about it. */
async function failures(calls: ApiCall[]): Promise<Record<string, string[]>> {
  const wrong: Record<string, string[]> = {};
  for (const call of calls) {
    const problems = problemsOf(call, await askHandler(call));
    if (problems.length > 0) wrong[call.name] = problems;
  }
  return wrong;
}

/** The answer to a GET, read by its own schema. */
async function get<S extends z.ZodType>(schema: S, url: string): Promise<z.output<S>> {
  const answer = await askHandler({ name: url, route: undefined, method: 'GET', url, status: 200 });
  return schema.parse(JSON.parse(answer.text));
}

describe('the JSON routes', () => {
  it('are all called here', () => {
    expect(new Set(goodCalls(world).map((call) => call.route))).toEqual(
      new Set(Object.keys(routes)),
    );
  });

  it('answer as their schemas say, with no field beside', async () => {
    expect(await failures(goodCalls(world))).toEqual({});
  });

  it('answer in columns of one length, ascending, each bucket within the window', async () => {
    for (const resolution of ['raw', '1m', '15m', '1h'] as const) {
      const answer = await get(
        routes.getHeartRate.answer,
        `/api/users/${world.users[0]}/heart-rate?start=${world.start}&end=${world.end}&resolution=${resolution}`,
      );
      const { t, ...others } = answer;
      const columns = Object.values(others).filter(Array.isArray);
      expect(t.length, resolution).toBeGreaterThan(resolution === '1h' ? 23 : 90);
      for (const column of columns) expect(column).toHaveLength(t.length);
      expect(t).toEqual(t.toSorted((a, b) => a - b));
      expect(t.at(0)).toBeGreaterThanOrEqual(Date.parse(world.start));
      expect(t.at(-1)).toBeLessThan(Date.parse(world.end));
    }
  });

  it('lay several users on one grid', async () => {
    const [london, kolkata] = world.users;
    const { series } = await get(
      routes.getHeartRates.answer,
      `/api/heart-rate?users=${kolkata},${london}&start=${world.start}&end=${world.end}&resolution=1h`,
    );
    expect(series.map(({ userId, timeZone }) => [userId, timeZone])).toEqual([
      [kolkata, 'Asia/Kolkata'],
      [london, 'Asia/Kolkata'],
    ]);
    // Kolkata is half an hour off, and so is every bucket of both.
    for (const { t } of series)
      expect(new Set(t.map((ms) => ms % 3_600_000))).toEqual(new Set([1_800_000]));
  });

  it('tell what became of each record of a run', async () => {
    const { rejected } = await get(
      routes.getRejectedRecords.answer,
      `/api/ingestions/${world.run}/rejected`,
    );
    expect(rejected.map(({ reason, line }) => [reason, line])).toEqual(
      expect.arrayContaining([
        ['overruled-by-later-row', 3],
        ['value-not-a-number', 5],
      ]),
    );
    const { run } = await get(routes.getRun.answer, `/api/ingestions/${world.run}`);
    expect(run).toMatchObject({ status: 'succeeded', rows: { read: 4, new: 2 } });
  });

  it('page through runs, newest first, none twice and none left out', async () => {
    const user = world.users[0];
    const runs = `/api/ingestions?user=${user}`;
    for (const end of ['2026-03-01', '2026-03-02']) {
      await requestIngestion({ userId: user, request: { end, full: false }, trigger: 'request' });
    }
    const all = await get(routes.getRuns.answer, runs);
    const paged: number[] = [];
    for (let cursor: number | null | '' = ''; cursor !== null; ) {
      const page: RunsAnswer = await get(routes.getRuns.answer, `${runs}&limit=1&cursor=${cursor}`);
      paged.push(...page.runs.map((run) => run.id));
      cursor = page.nextCursor;
    }
    expect(paged.length).toBeGreaterThan(2);
    expect(paged).toEqual(all.runs.map((run) => run.id));
    expect(paged).toEqual(paged.toSorted((a, b) => b - a));
  });

  it('take requests for ingestion in every form, and say where to follow the run', async () => {
    expect(await failures(goodRequests(world))).toEqual({});
    const [request] = goodRequests(world);
    const answer = await askHandler(request as ApiCall);
    const { run } = routes.requestIngestion.answer.parse(JSON.parse(answer.text));
    expect(answer.headers.location).toBe(`/api/ingestions/${run.id}`);
    expect(await get(routes.getRun.answer, `/api/ingestions/${run.id}`)).toEqual({ run });
  });

  it('refuse what is malformed, huge, unknown or from elsewhere, with code and sentence', async () => {
    const calls = badCalls(world);
    expect(calls.length).toBeGreaterThan(300);
    expect(await failures(calls)).toEqual({});
  }, 180_000);

  it('stand unharmed after all of that', async () => {
    const { users } = await get(routes.getUsers.answer, '/api/users');
    const user = users.find(({ id }) => id === world.users[0]);
    expect(user?.sampleCount).toBeGreaterThan(10_000);
  });

  it('answer 503 when the database is away, and 200 when it is back', async () => {
    const { url, mode } = testDatabase();
    await closeDatabase();
    const away = goodCalls(world)
      .filter(({ route }) => route !== 'getOpenApi')
      .map((call): ApiCall => ({ ...call, status: 503, code: 'DATABASE_AWAY' }));
    // A connection for every query, some calls ask several: one that failed is not made again at once.
    adoptDatabase('postgres://nobody@127.0.0.1:1/none', { mode, max: 4 * away.length });
    const problems = await Promise.all(
      away.map(async (call) => problemsOf(call, await askHandler(call))),
    );
    expect(problems.flat()).toEqual([]);
    await closeDatabase();
    adoptDatabase(url, { mode });
    expect(await get(routes.getHealth.answer, '/api/health')).toMatchObject({ status: 'ok' });
  });
});
