/** Rows that the database refuses after it has taken them: the run fails, it does not wait for ever. */
import { expect, it } from 'vitest';
import { newUser, testDatabase, useSharedDatabase } from './support/database.ts';
import { documentSource, minutely } from './support/documents.ts';
import { ingest } from './support/ingest.ts';

useSharedDatabase();

it('fails a day whose samples the database refuses, and keeps nothing of it', async () => {
  const user = await newUser();
  const source = documentSource({ '2026-05-01': minutely('08:00', [60, 61, 62]) });
  const { sql } = testDatabase();
  // Behind the loader's back: by the user's totals nothing stands on that day.
  await sql`
    insert into activities_heart_intraday (user_id, "timestamp", value)
    values (${user.id}, '2026-05-01 07:02:00Z', 99)`;
  const bounds = { firstDay: '2026-05-01', lastDay: '2026-05-01', full: true };
  await expect(ingest(user, { ...bounds, source })).rejects.toThrow();
  const stored = await sql`select value from activities_heart_intraday where user_id = ${user.id}`;
  expect(stored.map((row) => row.value)).toEqual([99]);
});
