import postgres from 'postgres';
import { expect, it } from 'vitest';
import { testDatabase, useSharedDatabase } from './database.ts';
import { startWire } from './wire.ts';

useSharedDatabase();

it('is cut at a statement that the connection has prepared before, and is sent without its text', async () => {
  const wire = await startWire(testDatabase().url);
  const sql = postgres(wire.url, { max: 1, onnotice: () => {} });
  const table = sql(`wire_${process.pid}`);
  await sql`create table ${table} (value integer)`;
  const insert = (value: number) =>
    sql.begin((transaction) => transaction`insert into ${table} values (${value})`);
  await insert(1);
  const reached = wire.cutAt(/insert into "wire_/, /commit/);
  const second = insert(2).catch((error: unknown) => error);
  await reached;
  wire.mend();
  expect(await second).toMatchObject({ code: 'CONNECTION_CLOSED' });
  expect(await sql`select value from ${table}`).toMatchObject([{ value: 1 }]);
  await sql`drop table ${table}`;
  await sql.end();
  await wire.close();
});
