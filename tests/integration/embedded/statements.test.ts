import pg from 'pg';
import postgres, { type Sql } from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { EmbeddedServer } from '#db/embedded/server.ts';
import { temporaryServer } from './temporary-database.ts';
import {
  bind,
  describeStatement,
  execute,
  flush,
  parse,
  query,
  summary,
  sync,
  WireClient,
} from './wire-client.ts';

let server: EmbeddedServer;
let sql: Sql;

beforeAll(async () => {
  server = await temporaryServer();
  sql = postgres(server.url, { max: 1, onnotice: () => {} });
});

afterAll(async () => {
  await sql.end();
  await server.close();
});

async function pair(): Promise<[WireClient, WireClient]> {
  return [await WireClient.open(server.url), await WireClient.open(server.url)];
}

test('two clients keep their own unnamed statements when one describes and the other binds in between', async () => {
  const [a, b] = await pair();
  a.send(parse('', "SELECT 'a'::text"), describeStatement(''), sync);
  await a.untilReady();
  b.send(parse('', "SELECT 'b'::text"), describeStatement(''), sync);
  await b.untilReady();
  a.send(bind(''), execute(), sync);
  b.send(bind(''), execute(), sync);
  const [fromA, fromB] = [await a.untilReady(), await b.untilReady()];
  expect(
    fromA
      .find(({ type }) => type === 'D')
      ?.body.subarray(6)
      .toString(),
  ).toBe('a');
  expect(
    fromB
      .find(({ type }) => type === 'D')
      ?.body.subarray(6)
      .toString(),
  ).toBe('b');
  a.close();
  b.close();
});

test('two clients use the same statement name for different statements', async () => {
  const clients = [new pg.Client(server.url), new pg.Client(server.url)];
  await Promise.all(clients.map((client) => client.connect()));
  const ask = (index: number, round: number) =>
    clients[index]?.query({
      name: 'same',
      text: `SELECT $1::int + ${index} AS sum`,
      values: [round * 10],
    });
  for (let round = 1; round <= 3; round += 1) {
    const results = await Promise.all([ask(0, round), ask(1, round)]);
    expect(results.map((result) => result?.rows)).toEqual([
      [{ sum: round * 10 }],
      [{ sum: round * 10 + 1 }],
    ]);
  }
  await Promise.all(clients.map((client) => client.end()));
});

test('postgres.js and pg run hundreds of interleaved queries and each gets its own answers', async () => {
  const many = postgres(server.url, { max: 4, onnotice: () => {} });
  const pool = new pg.Pool({ connectionString: server.url, max: 4 });
  const answers = await Promise.all(
    Array.from({ length: 200 }, async (_, index) => {
      if (index % 2 === 0)
        return (await many`SELECT ${index}::int AS n, ${`p${index}`}::text AS t`)[0];
      return (await pool.query('SELECT $1::int AS n, $2::text AS t', [index, `p${index}`])).rows[0];
    }),
  );
  expect(answers).toEqual(Array.from({ length: 200 }, (_, n) => ({ n, t: `p${n}` })));
  await Promise.all([many.end(), pool.end()]);
});

test('an error in an extended batch skips the rest up to Sync, and the next batch works', async () => {
  const client = await WireClient.open(server.url);
  client.send(
    parse('', 'SELECT no_such_column'),
    bind(''),
    execute(),
    parse('x', 'SELECT 1'),
    sync,
  );
  client.send(parse('', 'SELECT 2'), bind(''), execute(), sync);
  expect(summary(await client.untilReady())).toEqual(['E 42703', 'Z I']);
  expect(summary(await client.untilReady())).toEqual(['1', '2', 'D', 'C SELECT 1', 'Z I']);
  client.send(bind('x'), execute(), sync);
  expect(summary(await client.untilReady())).toEqual(['E 26000', 'Z I']);
  client.close();
});

test('Flush answers before Sync, and nobody else is served in between', async () => {
  const [a, b] = await pair();
  a.send(parse('', 'SELECT 1'), describeStatement(''), flush);
  expect(summary(await a.until('T'))).toEqual(['1', 't', 'T']);
  const order: string[] = [];
  const other = b.query('SELECT 2').then(() => order.push('b'));
  a.send(bind(''), execute(), sync);
  await a.untilReady().then(() => order.push('a'));
  await other;
  expect(order).toEqual(['a', 'b']);
  a.close();
  b.close();
});

test('an error in a flushed batch keeps skipping until Sync', async () => {
  const client = await WireClient.open(server.url);
  client.send(parse('', 'SELECT no_such_column'), flush);
  expect(summary(await client.until('E'))).toEqual(['E 42703']);
  client.send(parse('', 'SELECT 1'), bind(''), execute(), sync);
  expect(summary(await client.untilReady())).toEqual(['Z I']);
  client.close();
});

test('a portal read in parts inside a transaction goes on where it stopped', async () => {
  const client = await WireClient.open(server.url);
  await client.query('BEGIN');
  client.send(
    parse('', 'SELECT generate_series(1, 3)'),
    bind('', [], 'portal'),
    execute('portal', 2),
    sync,
  );
  expect(summary(await client.untilReady())).toEqual(['1', '2', 'D', 'D', 's', 'Z T']);
  client.send(execute('portal', 2), sync);
  expect(summary(await client.untilReady())).toEqual(['D', 'C SELECT 1', 'Z T']);
  expect(await client.query('COMMIT')).toEqual(['C COMMIT', 'Z I']);
  client.close();
});

test.each(['DEALLOCATE ALL', '/* tidy */ deallocate all;', 'DISCARD ALL'])(
  "%s of one client leaves the other's statements alone",
  async (text) => {
    const [a, b] = await pair();
    for (const client of [a, b]) client.send(parse('mine', 'SELECT 1'), sync);
    await Promise.all([a.untilReady(), b.untilReady()]);
    expect(await a.query(text)).toEqual([
      `C ${text.startsWith('DISCARD') ? 'DISCARD ALL' : 'DEALLOCATE ALL'}`,
      'Z I',
    ]);
    for (const client of [a, b]) client.send(bind('mine'), execute(), sync);
    expect(summary(await a.untilReady())).toEqual(['E 26000', 'Z I']);
    expect(summary(await b.untilReady())).toEqual(['2', 'D', 'C SELECT 1', 'Z I']);
    a.close();
    b.close();
  },
);

test('DEALLOCATE through the extended protocol acts on the own statement only', async () => {
  const [a, b] = await pair();
  for (const client of [a, b]) client.send(parse('mine', 'SELECT 1'), sync);
  await Promise.all([a.untilReady(), b.untilReady()]);
  a.send(parse('', 'DEALLOCATE mine'), bind(''), execute(), sync);
  expect(summary(await a.untilReady())).toEqual(['1', '2', 'C DEALLOCATE', 'Z I']);
  b.send(bind('mine'), execute(), sync);
  expect(summary(await b.untilReady())).toEqual(['2', 'D', 'C SELECT 1', 'Z I']);
  a.close();
  b.close();
});

test('PREPARE and EXECUTE in SQL keep to their client, and errors speak of its own names', async () => {
  const [a, b] = await pair();
  await a.query("PREPARE own AS SELECT 'a'");
  expect(await b.query('EXECUTE own')).toEqual(['E 26000', 'Z I']);
  await b.query("PREPARE own AS SELECT 'b'");
  expect(await a.query('EXECUTE own')).toEqual(['T', 'D', 'C SELECT 1', 'Z I']);
  expect(await a.query('EXPLAIN (COSTS OFF) EXECUTE own')).toContain('C EXPLAIN');
  a.send(query('PREPARE own AS SELECT 1'));
  const [error] = await a.untilReady();
  expect(error?.body.toString()).toContain('prepared statement "own" already exists');
  a.close();
  b.close();
});

test("a client's statements are gone from the session once it has left", async () => {
  const client = await WireClient.open(server.url);
  client.send(parse('kept', 'SELECT 12345'), sync);
  await client.untilReady();
  const standing = () =>
    sql`SELECT count(*)::int AS n FROM pg_prepared_statements WHERE statement = 'SELECT 12345'`;
  expect(await standing()).toEqual([{ n: 1 }]);
  await client.die();
  await expect.poll(async () => (await standing())[0]?.n).toBe(0);
});

test('a parameter of 5 MB and an answer of 10 MB come through', async () => {
  const long = 'x'.repeat(5 * 1024 * 1024);
  const [row] = await sql`SELECT ${long}::text || ${long}::text AS twice`;
  expect(row?.twice).toBe(long + long);
});

test('a query text of 5 MB with quotes in it comes through', async () => {
  const client = await WireClient.open(server.url);
  expect(await client.query(`/* execute */ SELECT '${"it''s ".repeat(1_000_000)}'`)).toEqual([
    'T',
    'D',
    'C SELECT 1',
    'Z I',
  ]);
  client.close();
});

test('several statements and an empty one in a simple query answer as in Postgres', async () => {
  const client = await WireClient.open(server.url);
  expect(await client.query('')).toEqual(['I', 'Z I']);
  expect(await client.query('SELECT 1; SELECT 2')).toEqual([
    'T',
    'D',
    'C SELECT 1',
    'T',
    'D',
    'C SELECT 1',
    'Z I',
  ]);
  expect(await client.query('CHECKPOINT')).toEqual(['C CHECKPOINT', 'Z I']);
  client.close();
});
