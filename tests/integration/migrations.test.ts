/** The schema, made from nothing, again, and by two at once. */
import postgres from 'postgres';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { prepareDatabase } from '#commands/prepareDatabase.ts';
import { connect, type Database } from '#db/client.ts';
import { migrateDatabase } from '#db/migrate.ts';
import { environmentFor, runScript } from './support/processes.ts';
import { createEmptyDatabase, quietLog, type TestDatabase } from './support/server.ts';

const serverUrl = inject('serverUrl') ?? undefined;

let empty: TestDatabase;
let database: Database;

beforeEach(async () => {
  empty = await createEmptyDatabase(serverUrl);
  database = connect(empty.url, { mode: empty.mode, max: 2 });
});
afterEach(async () => {
  await database.close();
  await empty.remove();
});

async function appliedMigrations(): Promise<number> {
  return (await database.sql`select from drizzle.__drizzle_migrations`).length;
}

/** Every column of every table and aggregate, as text. */
async function schema(): Promise<string[]> {
  const rows = await database.sql<{ column: string }[]>`
    select concat_ws(' ', table_name, column_name, data_type, is_nullable, column_default) as column
    from information_schema.columns where table_schema = 'public' order by 1`;
  return rows.map((row) => row.column);
}

describe('migrating', () => {
  it('makes tables, hypertable and aggregates from an empty database, and again does nothing', async () => {
    await migrateDatabase(database);
    const [first, count] = [await schema(), await appliedMigrations()];
    expect(count).toBeGreaterThan(10);
    const { sql } = database;
    expect(
      await sql`select hypertable_name as name, compression_enabled as compressed
        from timescaledb_information.hypertables where hypertable_schema = 'public'`,
    ).toEqual([{ name: 'activities_heart_intraday', compressed: true }]);
    expect(
      await sql`select view_name as name, compression_enabled as compressed
        from timescaledb_information.continuous_aggregates order by 1`,
    ).toEqual(
      ['15m', '1h', '1m'].map((width) => ({
        name: `activities_heart_intraday_${width}`,
        compressed: true,
      })),
    );
    expect(
      await sql`select indexname as name from pg_indexes
        where schemaname = 'public' and tablename = 'activities_heart_intraday'`,
    ).toEqual([{ name: 'activities_heart_intraday_user_id_timestamp_key' }]);
    await sql`insert into users (id, name, time_zone) values ('kept', 'Kept', 'UTC')`;

    await migrateDatabase(database);
    await prepareDatabase(database, quietLog());
    expect(await schema()).toEqual(first);
    expect(await appliedMigrations()).toBe(count);
    expect(await sql`select id from users`).toEqual([{ id: 'kept' }]);
  });

  it('by two connections and two processes at once, is done once', async () => {
    const other = connect(empty.url, { mode: empty.mode, max: 2 });
    const script = () => runScript('commands/migrate.ts', environmentFor(database));
    const [, , ...scripts] = await Promise.all([
      prepareDatabase(database, quietLog()),
      prepareDatabase(other, quietLog()),
      script(),
      script(),
    ]);
    await other.close();
    for (const { code, stderr } of scripts)
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const versions = await database.sql`
      select count(*)::int as applied, count(distinct hash)::int as different
      from drizzle.__drizzle_migrations`;
    expect(versions[0]?.applied).toBe(versions[0]?.different);
    await database.sql`select graphile_worker.add_job('ingest_all')`;
  });
});

// The embedded database brings TimescaleDB with it, so this can only be asked of a server.
describe.runIf(serverUrl)('on a server where TimescaleDB cannot be used', () => {
  it('says so in a sentence when the user may not add it', async () => {
    const role = `heartline_test_guest_${process.pid}`;
    const admin = postgres(empty.url, { max: 1, onnotice: () => {} });
    await admin.unsafe(`create role ${role} login`);
    const url = new URL(empty.url);
    url.username = role;
    const guest = connect(url.href, { mode: 'server', max: 1 });
    await expect(migrateDatabase(guest)).rejects.toMatchObject({
      code: 'TIMESCALEDB_MISSING',
      message: expect.stringContaining('create extension timescaledb'),
    });
    await guest.close();
    await admin.unsafe(`drop role ${role}`);
    await admin.end();
  });
});
