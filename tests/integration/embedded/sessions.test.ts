import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { connect } from 'node:net';
import { promisify } from 'node:util';
import pg from 'pg';
import postgres, { type Sql } from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { EmbeddedServer } from '#db/embedded/server.ts';
import { temporaryServer } from './temporary-database.ts';
import { bind, execute, parse, query, summary, sync, WireClient } from './wire-client.ts';

let server: EmbeddedServer;
let sql: Sql;

beforeAll(async () => {
  server = await temporaryServer();
  sql = postgres(server.url, { max: 1, onnotice: () => {} });
  await sql`CREATE TABLE copied (n int)`;
});

afterAll(async () => {
  await sql.end();
  await server.close();
});

const setting = async (of: WireClient, name: string): Promise<string> => {
  of.send(query(`SHOW ${name}`));
  const row = (await of.untilReady()).find(({ type }) => type === 'D');
  return row?.body.subarray(6).toString() ?? '';
};

test('TimescaleDB is there, jit is off and the time zone is UTC', async () => {
  const [row] =
    await sql`SELECT extversion, current_setting('jit') AS jit, current_setting('TimeZone') AS zone,
    current_setting('enable_seqscan') AS seqscan, current_setting('search_path') AS path
    FROM pg_extension WHERE extname = 'timescaledb'`;
  expect(row).toEqual({
    extversion: expect.stringMatching(/^2\.\d+\.\d+/),
    jit: 'off',
    zone: 'UTC',
    seqscan: 'on',
    path: '"$user", public',
  });
});

test('SET of one client is not seen by another and comes back with its own turn', async () => {
  const [a, b] = [await WireClient.open(server.url), await WireClient.open(server.url)];
  await a.query("SET TimeZone TO 'Asia/Kolkata'; SET search_path TO information_schema, public");
  expect([await setting(b, 'TimeZone'), await setting(b, 'search_path')]).toEqual([
    'UTC',
    '"$user", public',
  ]);
  expect([await setting(a, 'TimeZone'), await setting(a, 'search_path')]).toEqual([
    'Asia/Kolkata',
    'information_schema, public',
  ]);
  await a.query('RESET search_path');
  expect(await setting(a, 'search_path')).toBe('"$user", public');
  await a.query('DISCARD ALL');
  expect([await setting(a, 'TimeZone'), await setting(a, 'jit')]).toEqual(['UTC', 'off']);
  a.close();
  b.close();
});

test('SET LOCAL ends with its transaction, and a rolled back SET with the rollback', async () => {
  const client = await WireClient.open(server.url);
  await client.query("BEGIN; SET LOCAL TimeZone TO 'Asia/Tokyo'; COMMIT");
  expect(await setting(client, 'TimeZone')).toBe('UTC');
  await client.query("BEGIN; SET TimeZone TO 'Asia/Tokyo'; ROLLBACK");
  expect(await setting(client, 'TimeZone')).toBe('UTC');
  client.close();
});

test('set_config through a prepared statement, custom settings and roles stay with their client', async () => {
  const [a, b] = [await WireClient.open(server.url), await WireClient.open(server.url)];
  a.send(
    parse('configure', "SELECT set_config('TimeZone', $1, false)"),
    sync,
    bind('configure', ['Asia/Tokyo']),
  );
  a.send(execute(), sync);
  await a.untilReady();
  await a.untilReady();
  await a.query("SET my_app.participant = 'user1'; CREATE ROLE reader; SET ROLE reader");
  expect(await b.query('SHOW my_app.participant')).toEqual(['T', 'D', 'C SHOW', 'Z I']);
  expect([
    await setting(b, 'TimeZone'),
    await setting(b, 'my_app.participant'),
    await setting(b, 'role'),
  ]).toEqual(['UTC', '', 'none']);
  expect([
    await setting(a, 'TimeZone'),
    await setting(a, 'my_app.participant'),
    await setting(a, 'role'),
  ]).toEqual(['Asia/Tokyo', 'user1', 'reader']);
  a.close();
  b.close();
});

test('what a client asks for when it connects holds for it alone, and RESET goes back to it', async () => {
  const a = await WireClient.open(server.url, {
    TimeZone: 'Europe/London',
    options: '-c search_path=pg_catalog',
  });
  expect([await setting(a, 'TimeZone'), await setting(a, 'search_path')]).toEqual([
    'Europe/London',
    'pg_catalog',
  ]);
  expect((await sql`SELECT current_setting('TimeZone') AS zone`)[0]).toEqual({ zone: 'UTC' });
  await a.query("SET TimeZone TO 'Asia/Tokyo'");
  await a.query('RESET ALL');
  expect([await setting(a, 'TimeZone'), await setting(a, 'search_path')]).toEqual([
    'Europe/London',
    'pg_catalog',
  ]);
  a.close();
});

test('a changed time zone is reported before the next ReadyForQuery', async () => {
  const client = await WireClient.open(server.url);
  client.send(query("SET TimeZone TO 'Asia/Kolkata'"));
  const messages = await client.untilReady();
  expect(messages.find(({ type }) => type === 'S')?.body.toString()).toBe(
    'TimeZone\0Asia/Kolkata\0',
  );
  client.close();
});

test('an unknown time zone in the start-up packet is refused', async () => {
  const client = new pg.Client({ connectionString: server.url, options: '-c TimeZone=Moon/Tycho' });
  await expect(client.connect()).rejects.toMatchObject({ code: '22023' });
});

test('a notification reaches the clients that listen to its channel and no other', async () => {
  const heard: string[] = [];
  const listener = async (name: string, channel: string): Promise<pg.Client> => {
    const client = new pg.Client(server.url);
    await client.connect();
    client.on('notification', ({ payload }) => heard.push(`${name}: ${payload}`));
    await client.query(`LISTEN ${channel}`);
    return client;
  };
  const clients = [
    await listener('a', 'jobs'),
    await listener('b', 'jobs'),
    await listener('c', '"Other"'),
  ];
  await sql`SELECT pg_notify('jobs', 'one')`;
  await sql`NOTIFY "Other", 'two'`;
  await Promise.all(clients.map((client) => client.query('SELECT 1')));
  expect(heard.sort()).toEqual(['a: one', 'b: one', 'c: two']);
  await clients[0]?.query('UNLISTEN jobs');
  await sql`NOTIFY jobs, 'three'`;
  await clients[1]?.end();
  await clients[0]?.query('LISTEN jobs');
  await sql`NOTIFY jobs, 'four'`;
  await Promise.all([clients[0], clients[2]].map((client) => client?.query('SELECT 1')));
  expect(heard.sort()).toEqual(['a: four', 'a: one', 'b: one', 'b: three', 'c: two']);
  await Promise.all([clients[0]?.end(), clients[2]?.end()]);
  await expect.poll(async () => (await sql`SELECT pg_listening_channels()`).length).toBe(0);
});

test('LISTEN counts when its transaction commits, and not when it is rolled back', async () => {
  const client = await WireClient.open(server.url);
  await client.query('BEGIN; LISTEN undone; ROLLBACK');
  await client.query('LISTEN failed; SELECT 1/0');
  await client.query('BEGIN');
  await client.query('LISTEN done');
  await client.query('COMMIT');
  for (const channel of ['undone', 'failed', 'done']) await sql.notify(channel, channel);
  expect(await client.query('SELECT 1')).toEqual(['A', 'T', 'D', 'C SELECT 1', 'Z I']);
  expect(await client.query("BEGIN; NOTIFY done, 'x'; COMMIT")).toContain('A');
  client.close();
});

test.each([
  ['COPY copied FROM STDIN'],
  ['  /* a /* nested */ comment */ -- and a line\n copy copied (n) from stdin with (format csv)'],
  ["SELECT 1; cOpY copied FROM STDIN; SELECT 'x'"],
  ["COPY copied FROM '/dev/blob'"],
])('%j is refused with 0A000 and an alternative, and the connection lives', async (text) => {
  const client = await WireClient.open(server.url);
  client.send(query(text));
  const [error, ready] = await client.untilReady();
  expect(error?.body.toString()).toMatch(/0A000.*embedded database.*unnest/s);
  expect(ready?.body.toString()).toBe('I');
  client.send(parse('', text.replace(/^SELECT 1; |; SELECT 'x'$/g, '')), bind(''), execute(), sync);
  expect(summary(await client.untilReady())).toEqual(['E 0A000', 'Z I']);
  expect(await client.query('SELECT 1')).toEqual(['T', 'D', 'C SELECT 1', 'Z I']);
  client.close();
});

test('a refused COPY fails the transaction around it', async () => {
  const client = await WireClient.open(server.url);
  await client.query('BEGIN');
  expect(await client.query('COPY copied FROM STDIN')).toEqual(['E 0A000', 'Z E']);
  expect(await client.query('ROLLBACK')).toEqual(['C ROLLBACK', 'Z I']);
  client.close();
});

test('the COPY stream of postgres.js ends with the refusal, and its pool goes on', async () => {
  const stream = sql`COPY copied FROM STDIN`.writable();
  await expect(stream).rejects.toMatchObject({ code: '0A000' });
  expect(await sql`SELECT count(*)::int AS n FROM copied`).toEqual([{ n: 0 }]);
});

test('texts that only speak of COPY are not refused', async () => {
  const client = await WireClient.open(server.url);
  expect(await client.query('SELECT \'copy copied from stdin\' AS "copy" FROM copied')).toEqual([
    'T',
    'C SELECT 0',
    'Z I',
  ]);
  client.close();
});

test('COPY … TO STDOUT works', async () => {
  const client = await WireClient.open(server.url);
  expect(await client.query('COPY (SELECT n FROM generate_series(1, 3) n) TO STDOUT')).toEqual([
    'H',
    'd',
    'd',
    'd',
    'c',
    'C COPY 3',
    'Z I',
  ]);
  client.close();
});

test('a wrong password, a wrong user and an unknown database are refused with their codes', async () => {
  const refused = async (change: Partial<URL>): Promise<unknown> => {
    const client = new pg.Client(Object.assign(new URL(server.url), change).href);
    return client.connect().catch((error: unknown) => error);
  };
  expect(await refused({ password: 'wrong' })).toMatchObject({ code: '28P01' });
  expect(await refused({ username: 'somebody' })).toMatchObject({ code: '28P01' });
  expect(await refused({ pathname: '/other' })).toMatchObject({ code: '3D000' });
});

test('encryption requests are declined and the connection goes on in clear text', async () => {
  const socket = connect(server.port, '127.0.0.1');
  const answers: string[] = [];
  for (const code of [80877104, 80877103]) {
    const request = Buffer.alloc(8);
    request.writeInt32BE(8, 0);
    request.writeInt32BE(code, 4);
    socket.write(request);
    answers.push(
      await new Promise((resolve) => socket.once('data', (chunk) => resolve(String(chunk)))),
    );
  }
  expect(answers).toEqual(['N', 'N']);
  socket.destroy();
});

test('bytes that are no Postgres protocol end that connection and nothing else', async () => {
  const socket = connect(server.port, '127.0.0.1');
  socket.write('GET / HTTP/1.1\r\n\r\n');
  const said = await new Promise((resolve) =>
    socket.once('data', (chunk) => resolve(String(chunk))),
  );
  expect(said).toContain('08P01');
  expect(await sql`SELECT 1 AS one`).toEqual([{ one: 1 }]);
});

const psql = '/usr/bin/psql';

test.runIf(existsSync(psql))('psql connects, describes a table and copies out', async () => {
  const commands = ['\\d copied', '\\copy (SELECT 42) TO STDOUT', "SELECT 'from psql'"];
  const { stdout } = await promisify(execFile)(psql, [
    server.url,
    '-X',
    ...commands.flatMap((command) => ['-c', command]),
  ]);
  expect(stdout).toContain('n      | integer');
  expect(stdout).toMatch(/^42$/m);
  expect(stdout).toContain('from psql');
});
