import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import postgres from 'postgres';
import { afterAll, expect, test } from 'vitest';
import { findRunning, openEmbedded, spawnEmbedded } from '#db/embedded/locate.ts';
import { startEmbeddedServer } from '#db/embedded/server.ts';
import { identity } from '../support/server.ts';
import { temporaryFolder } from './temporary-database.ts';
import { query, summary, WireClient } from './wire-client.ts';

const { folder, remove } = temporaryFolder();
const options = { dataDir: folder, ...identity };
const main = fileURLToPath(new URL('../../../db/embedded/main.ts', import.meta.url));
const locate = new URL('../../../db/embedded/locate.ts', import.meta.url).href;

afterAll(remove);

const connect = (url: string) => postgres(url, { max: 1, onnotice: () => {} });

/** A process that prints one JSON line when it is ready. */
async function started(child: ChildProcess): Promise<Record<string, unknown>> {
  if (child.stdout === null) throw new Error('no stdout');
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  return JSON.parse(String(line));
}

/** A process that opens the database of the folder, says where, and stays until its stdin ends. */
function opener(): ChildProcess {
  const script = `
    const { openEmbedded } = await import(${JSON.stringify(locate)});
    const database = await openEmbedded(${JSON.stringify(options)});
    console.log(JSON.stringify({ url: database.url, pid: database.pid }));
    process.stdin.on('end', () => database.close()).resume();
  `;
  return spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
}

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

test('two processes that open a folder at the same moment share one database, and none is left running', async () => {
  const processes = [opener(), opener()];
  const [first, second] = await Promise.all(processes.map(started));
  expect(first).toEqual(second);
  expect(await findRunning(folder)).toEqual(first);
  const exits = processes.map((child) => once(child, 'exit'));
  for (const child of processes) child.stdin?.end();
  await Promise.all(exits);
  expect(await findRunning(folder)).toBeUndefined();
  expect(isAlive(Number(first?.pid))).toBe(false);
  expect(existsSync(join(folder, 'server.json'))).toBe(false);
});

test('a second process on the same folder is refused with the folder and the holder, and can find the first', async () => {
  const database = await spawnEmbedded(options);
  await expect(startEmbeddedServer(options)).rejects.toMatchObject({
    code: 'DATA_FOLDER_LOCKED',
    message: expect.stringMatching(new RegExp(`${folder} is in use by process ${database.pid}`)),
  });
  await expect(spawnEmbedded(options)).rejects.toMatchObject({ code: 'DATA_FOLDER_LOCKED' });
  const shared = await openEmbedded(options);
  expect(shared.url).toBe(database.url);
  await shared.close();
  expect(isAlive(database.pid)).toBe(true);
  await database.close();
});

test('the password stays, is for the owner alone, and the port is taken again', async () => {
  const first = await spawnEmbedded(options);
  await first.close();
  const second = await spawnEmbedded(options);
  expect(second.url).toBe(first.url);
  expect(new URL(second.url).password).toBe(readFileSync(join(folder, 'password'), 'utf8'));
  for (const file of ['password', 'server.json'])
    expect(statSync(join(folder, file)).mode & 0o777).toBe(0o600);
  await second.close();
});

test('a port that is taken is refused by name, and a taken last port is replaced', async () => {
  const blocker = createServer().listen(0, '127.0.0.1');
  await once(blocker, 'listening');
  const address = blocker.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  await expect(spawnEmbedded({ ...options, port })).rejects.toMatchObject({
    code: 'PORT_TAKEN',
    message: expect.stringContaining(`port ${port} of 127.0.0.1`),
  });
  writeFileSync(join(folder, 'port'), String(port));
  const database = await spawnEmbedded(options);
  expect(Number(new URL(database.url).port)).not.toBe(port);
  await database.close();
  blocker.close();
});

test('a folder that cannot be used is refused by name', async () => {
  const file = join(folder, 'a-file');
  writeFileSync(file, '');
  await expect(spawnEmbedded({ ...options, dataDir: file })).rejects.toMatchObject({
    code: 'DATA_FOLDER_UNUSABLE',
    message: expect.stringContaining(file),
  });
});

test('after kill -9 during a write every acknowledged row is there, and nobody has to remove a lock', async () => {
  const killed = await spawnEmbedded(options);
  const sql = connect(killed.url);
  await sql`CREATE TABLE acknowledged (n int PRIMARY KEY)`;
  let last = 0;
  const writing = (async () => {
    for (let n = 1; ; n += 1) {
      await sql`INSERT INTO acknowledged SELECT generate_series(${(n - 1) * 100 + 1}::int, ${n * 100}::int)`;
      last = n * 100;
      if (n === 50) process.kill(killed.pid, 'SIGKILL');
    }
  })();
  await expect(writing).rejects.toMatchObject({
    code: expect.stringMatching(/CONNECTION_CLOSED|ECONNRE/),
  });
  await sql.end({ timeout: 1 });
  // The dead process's file names a live one now: that must not be mistaken for a server.
  writeFileSync(join(folder, 'server.json'), JSON.stringify({ pid: process.pid, url: killed.url }));
  expect(await findRunning(folder)).toBeUndefined();
  const again = await openEmbedded(options);
  const after = connect(again.url);
  const [row] = await after`SELECT count(*)::int AS rows, max(n) AS last FROM acknowledged`;
  expect(row?.rows).toBe(row?.last);
  expect(row?.last).toBeGreaterThanOrEqual(last);
  await after.end();
  await again.close();
});

test('a hypertable takes rows, compresses and refreshes its aggregate right after a warm start', async () => {
  const first = await spawnEmbedded(options);
  const sql = connect(first.url);
  await sql`CREATE TABLE samples (user_id text, "timestamp" timestamptz NOT NULL, value smallint)`;
  await sql`SELECT create_hypertable('samples', by_range('timestamp', interval '7 days'), create_default_indexes => false)`;
  await sql`CREATE UNIQUE INDEX ON samples (user_id, "timestamp")`;
  await sql`ALTER TABLE samples SET (timescaledb.compress, timescaledb.compress_segmentby = 'user_id')`;
  await sql`CREATE MATERIALIZED VIEW samples_1h WITH (timescaledb.continuous) AS
    SELECT user_id, time_bucket('1 hour', "timestamp") AS bucket, sum(value) AS sum, count(*) AS count
    FROM samples GROUP BY 1, 2 WITH NO DATA`;
  await sql.end();
  await first.close();
  const warm = await spawnEmbedded(options);
  const again = connect(warm.url);
  await again`INSERT INTO samples SELECT 'user1', t, 60 FROM generate_series('2026-01-01'::timestamptz, '2026-01-02', '5 s') t`;
  await again`SELECT compress_chunk(c) FROM show_chunks('samples') c`;
  await again`INSERT INTO samples VALUES ('user1', '2026-01-01', 70) ON CONFLICT (user_id, "timestamp") DO UPDATE SET value = 70`;
  await again`CALL refresh_continuous_aggregate('samples_1h', NULL, NULL)`;
  expect(
    await again`SELECT count(*)::int AS hours, sum(count)::int AS rows, sum(sum)::int AS beats FROM samples_1h`,
  ).toEqual([{ hours: 25, rows: 17_281, beats: 17_281 * 60 + 10 }]);
  await again.end();
  await warm.close();
});

test('SIGTERM lets the running statement end, refuses what waits and exits with 0', async () => {
  const child = spawn(process.execPath, [
    main,
    '--data-dir',
    folder,
    '--database',
    identity.database,
    '--user',
    identity.user,
  ]);
  const { url } = await started(child);
  const [running, waiting] = [
    await WireClient.open(String(url)),
    await WireClient.open(String(url)),
  ];
  await running.query('CREATE TABLE ended (n int)');
  running.send(query('INSERT INTO ended SELECT 1 FROM pg_sleep(1)'));
  // Once a later client has been greeted, the server has received the statement of an earlier one.
  await WireClient.open(String(url)).then((third) => third.close());
  waiting.send(query('INSERT INTO ended VALUES (2)'));
  await WireClient.open(String(url)).then((third) => third.close());
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  expect(summary(await running.untilReady())).toEqual(['C INSERT 0 1', 'Z I']);
  expect(summary(await waiting.until('E'))).toEqual(['E 57P01']);
  expect(await exited).toEqual([0, null]);
  const database = await spawnEmbedded(options);
  const sql = connect(database.url);
  expect(await sql`SELECT n FROM ended`).toEqual([{ n: 1 }]);
  await sql.end();
  await database.close();
});

test('a database whose parent was killed ends by itself and leaves the folder free', async () => {
  const parent = opener();
  const { pid } = await started(parent);
  expect(isAlive(Number(pid))).toBe(true);
  parent.kill('SIGKILL');
  await expect.poll(() => isAlive(Number(pid)), { timeout: 20_000 }).toBe(false);
  expect(existsSync(join(folder, 'server.json'))).toBe(false);
});

test('a statement that kills WebAssembly ends every client with 57P02 and the process with an error', async () => {
  const ended = Promise.withResolvers<{ code: number | null; expected: boolean }>();
  const database = await spawnEmbedded({ ...options, onExit: ended.resolve });
  const [culprit, bystander] = [
    await WireClient.open(database.url),
    await WireClient.open(database.url),
  ];
  await culprit.query('CREATE TABLE survivor (n int)');
  // PGlite's own device throws a JavaScript exception through WebAssembly's stack.
  culprit.send(query("SELECT pg_read_binary_file('/dev/blob')"));
  expect(summary(await culprit.until('E'))).toEqual(['E 57P02']);
  expect(summary(await bystander.until('E'))).toEqual(['E 57P02']);
  expect(await ended.promise).toEqual({ code: 1, expected: false });
  const again = await spawnEmbedded(options);
  const sql = connect(again.url);
  expect(await sql`SELECT count(*)::int AS n FROM survivor`).toEqual([{ n: 0 }]);
  await sql.end();
  await again.close();
});

test('a database whose creation was interrupted is created afresh', async () => {
  const other = temporaryFolder();
  const database = await spawnEmbedded({ ...options, dataDir: other.folder });
  await database.close();
  rmSync(join(other.folder, 'postgres', 'global'), { recursive: true });
  writeFileSync(join(other.folder, 'first-start'), '');
  const again = await spawnEmbedded({ ...options, dataDir: other.folder });
  const sql = connect(again.url);
  expect(await sql`SELECT 1 AS one`).toEqual([{ one: 1 }]);
  await sql.end();
  await again.close();
  other.remove();
});
