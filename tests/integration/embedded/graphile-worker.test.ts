import { once } from 'node:events';
import { Logger, parseCronItems, run } from 'graphile-worker';
import pg from 'pg';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { EmbeddedServer } from '#db/embedded/server.ts';
import { temporaryServer } from './temporary-database.ts';

let server: EmbeddedServer;

beforeAll(async () => {
  server = await temporaryServer();
});

afterAll(async () => {
  await server.close();
});

test('graphile-worker runs a job that was added while it waits, and a cron item it missed', async () => {
  const pool = new pg.Pool({ connectionString: server.url, max: 4 });
  // The pool's end() does not wait for the server to hang up.
  const ends: Promise<unknown>[] = [];
  // graphile-worker warns about a pool whose errors nobody handles.
  pool.on('error', () => {});
  pool.on('connect', (client) => {
    client.on('error', () => {});
    ends.push(once(client, 'end'));
  });
  const job = Promise.withResolvers<unknown>();
  const cron = Promise.withResolvers<unknown>();
  const items = () =>
    parseCronItems([
      {
        task: 'nightly',
        match: '* * * * *',
        options: { backfillPeriod: 3_600_000 },
        identifier: 'nightly',
      },
    ]);
  const options = {
    pgPool: pool,
    logger: new Logger(() => () => {}),
    concurrency: 2,
    noHandleSignals: true,
    // Long enough that only the notification can start the job in time.
    pollInterval: 600_000,
    taskList: {
      once: async (payload: unknown) => job.resolve(payload),
      nightly: async (payload: unknown) => cron.resolve(payload),
    },
  };
  const first = await run({ ...options, parsedCronItems: items() });
  await first.addJob('once', { user: 'user1' });
  expect(await job.promise).toEqual({ user: 'user1' });
  await first.stop();
  const sql = postgres(server.url, { max: 1, onnotice: () => {} });
  await sql`UPDATE graphile_worker._private_known_crontabs SET known_since = now() - interval '1 h', last_execution = now() - interval '10 min'`;
  await sql.end();
  const second = await run({ ...options, parsedCronItems: items() });
  expect(await cron.promise).toMatchObject({ _cron: { backfilled: true } });
  await second.stop();
  await pool.end();
  await Promise.all(ends);
});
