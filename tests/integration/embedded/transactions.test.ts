import postgres, { type Sql } from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { EmbeddedServer } from '#db/embedded/server.ts';
import { temporaryServer } from './temporary-database.ts';
import { parse, query, sendCancel, sync, WireClient } from './wire-client.ts';

let server: EmbeddedServer;
let sql: Sql;

beforeAll(async () => {
  server = await temporaryServer({ idleInTransactionLimitMs: 1_500 });
  sql = postgres(server.url, { max: 1, onnotice: () => {} });
  await sql`CREATE TABLE written (who text)`;
});

afterAll(async () => {
  await sql.end();
  await server.close();
});

const written = async (): Promise<string[]> =>
  (await sql<{ who: string }[]>`SELECT who FROM written ORDER BY who`).map(({ who }) => who);

test('while a client is in a transaction the others wait until it ends, and see its result', async () => {
  await sql`DELETE FROM written`;
  const order: string[] = [];
  const other = postgres(server.url, { max: 1, onnotice: () => {} });
  let waiting: Promise<unknown> = Promise.resolve();
  await sql.begin(async (transaction) => {
    await transaction`INSERT INTO written VALUES ('first')`;
    waiting = other`SELECT count(*)::int AS n FROM written`.then((rows) =>
      order.push(`other saw ${rows[0]?.n}`),
    );
    await transaction`INSERT INTO written VALUES ('second')`;
    order.push('transaction ends');
  });
  await waiting;
  expect(order).toEqual(['transaction ends', 'other saw 2']);
  await other.end();
});

test('a hundred transactions of four clients do not mix', async () => {
  await sql`CREATE TABLE account (id int PRIMARY KEY, balance int)`;
  await sql`INSERT INTO account VALUES (1, 0)`;
  const many = postgres(server.url, { max: 4, onnotice: () => {} });
  await Promise.all(
    Array.from({ length: 100 }, (_, index) =>
      many
        .begin(async (transaction) => {
          const [row] = await transaction`SELECT balance FROM account WHERE id = 1`;
          await transaction`UPDATE account SET balance = ${row?.balance + 1} WHERE id = 1`;
          if (index % 4 === 0) throw new Error('undo');
        })
        .catch((error: Error) => expect(error.message).toBe('undo')),
    ),
  );
  expect(await sql`SELECT balance FROM account`).toEqual([{ balance: 75 }]);
  await many.end();
});

test('a client that dies inside a transaction is rolled back, and the others go on', async () => {
  await sql`DELETE FROM written`;
  const client = await WireClient.open(server.url);
  await client.query('BEGIN');
  await client.query("INSERT INTO written VALUES ('dead')");
  const next = written();
  await client.die();
  expect(await next).toEqual([]);
});

test('a client that dies in a failed transaction, or between a Flush and its Sync, lets the others go on', async () => {
  const failed = await WireClient.open(server.url);
  expect(await failed.query('BEGIN; SELECT no_such_column')).toEqual(['C BEGIN', 'E 42703', 'Z E']);
  await failed.die();
  const flushed = await WireClient.open(server.url);
  flushed.send(parse('', "INSERT INTO written VALUES ('flushed')"), Buffer.from('H\0\0\0\x04'));
  await flushed.until('1');
  await flushed.die();
  expect(await written()).toEqual([]);
});

test('what was sent before the client said goodbye is still done', async () => {
  await sql`DELETE FROM written`;
  const client = await WireClient.open(server.url);
  client.send(query("INSERT INTO written VALUES ('goodbye')"));
  client.close();
  await client.until('nothing more');
  await expect.poll(written).toEqual(['goodbye']);
});

test('a failed transaction refuses further statements and COMMIT rolls it back', async () => {
  const client = await WireClient.open(server.url);
  await client.query('BEGIN');
  expect(await client.query('SELECT 1/0')).toEqual(['E 22012', 'Z E']);
  expect(await client.query('SELECT 1')).toEqual(['E 25P02', 'Z E']);
  expect(await client.query('COMMIT')).toEqual(['C ROLLBACK', 'Z I']);
  client.close();
});

test('a client that holds a transaction open and says nothing is disconnected with 25P03', async () => {
  const idle = await WireClient.open(server.url);
  await idle.query("BEGIN; INSERT INTO written VALUES ('idle')");
  const others = written();
  const last = await idle.until('E');
  expect(last.at(-1)?.body.toString()).toContain('25P03');
  expect(await others).not.toContain('idle');
});

test('cancelling a batch that waits for its turn answers 57014 at once, and it never runs', async () => {
  await sql`DELETE FROM written`;
  const holder = await WireClient.open(server.url);
  const waiting = await WireClient.open(server.url);
  await holder.query('BEGIN');
  waiting.send(query("INSERT INTO written VALUES ('cancelled')"));
  await holder.query('SELECT 1');
  await sendCancel(server.port, waiting);
  const [error, ready] = await waiting.untilReady();
  expect(error?.body.toString()).toContain('57014');
  expect(ready?.body.toString()).toBe('I');
  await holder.query('COMMIT');
  expect(await waiting.query('SELECT 1')).toEqual(['T', 'D', 'C SELECT 1', 'Z I']);
  expect(await written()).toEqual([]);
  holder.close();
  waiting.close();
});

test('a cancel request with a wrong secret does nothing', async () => {
  const holder = await WireClient.open(server.url);
  const waiting = await WireClient.open(server.url);
  await holder.query('BEGIN');
  const answer = waiting.query('SELECT 1');
  await holder.query('SELECT 1');
  await sendCancel(server.port, { pid: waiting.pid, secret: waiting.secret ^ 1 });
  await holder.query('COMMIT');
  expect(await answer).toEqual(['T', 'D', 'C SELECT 1', 'Z I']);
  holder.close();
  waiting.close();
});

test('a Sync alone is answered with ReadyForQuery', async () => {
  const client = await WireClient.open(server.url);
  client.send(sync);
  expect((await client.untilReady()).length).toBe(1);
  client.close();
});
