import postgres, { type Sql } from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { EmbeddedServer } from '#db/embedded/server.ts';
import { temporaryServer } from './temporary-database.ts';

let server: EmbeddedServer;
let sql: Sql;

beforeAll(async () => {
  server = await temporaryServer({ idleInTransactionLimitMs: 5_000 });
  sql = postgres(server.url, { max: 1, onnotice: () => {} });
});

afterAll(async () => {
  await sql.end({ timeout: 1 });
  await server.close();
});

test('answers whatever a message’s size, also where it ends with the 8 kB that are read at a time', async () => {
  const around = [8_145, 16_337, 65_489, 294_865].flatMap((size) =>
    Array.from({ length: 60 }, (_, index) => size - 30 + index),
  );
  for (const size of around) {
    const [row] = await sql`select length(${'x'.repeat(size)}::text) as length`;
    expect(row?.length).toBe(size);
  }
});
