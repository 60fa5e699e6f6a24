/** The schema, made from nothing, again, and by two at once. */
import { readMigrationFiles } from 'drizzle-orm/migrator';
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
        from timescaledb_information.hypertables where hypertable_schema = 'public' order by 1`,
    ).toEqual([
      { name: 'activities_heart_intraday', compressed: true },
      { name: 'shadowed_heart_intraday', compressed: true },
    ]);
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

/** The schema as it was when a user had one source, in the users' own row. */
async function migrateToOneSource(): Promise<void> {
  const { sql } = database;
  const since = Date.parse('2026-11-18T11:06:53Z');
  await sql`create extension if not exists timescaledb`;
  await sql`create schema drizzle`;
  await sql`create table drizzle.__drizzle_migrations (id serial primary key, hash text not null, created_at bigint)`;
  for (const migration of readMigrationFiles({ migrationsFolder: 'db/migrations' })) {
    if (migration.folderMillis > since) continue;
    for (const statement of migration.sql) await sql.unsafe(statement);
    await sql`insert into drizzle.__drizzle_migrations (hash, created_at)
      values (${migration.hash}, ${migration.folderMillis})`;
  }
}

describe('a database of users with one source', () => {
  it('keeps users, settings, runs and samples, each with its source', async () => {
    await migrateToOneSource();
    const { sql } = database;
    await sql`insert into users (id, name, time_zone, source, source_settings, data_seed, start_date)
      values ('anna', 'Anna', 'UTC', 'synthetic', '{"a": 1}', 23, '2026-03-01'),
        ('bert', 'Bert', 'UTC', 'file', '{}', null, null)`;
    await sql`insert into ingestion_runs (user_id, "trigger", status)
      values ('bert', 'import', 'succeeded'), ('anna', 'request', 'queued')`;
    await sql`insert into activities_heart_intraday (user_id, "timestamp", value)
      values ('anna', '2026-03-01T08:00:00Z', 60)`;
    await sql`select compress_chunk(show_chunks('activities_heart_intraday'))`;
    await migrateDatabase(database);
    expect(
      await sql`select user_id, source, settings ->> 'a' as a, data_seed::int, start_date::text, precedence, source_id
        from user_sources order by user_id`.values(),
    ).toEqual([
      ['anna', 'synthetic', '1', 23, '2026-03-01', 1, 1],
      ['bert', 'file', null, null, null, 1, 1],
    ]);
    expect(await sql`select user_id, source from ingestion_runs order by id`.values()).toEqual([
      ['bert', 'file'],
      ['anna', 'synthetic'],
    ]);
    expect(await sql`select value, source_id from activities_heart_intraday`.values()).toEqual([
      [60, 1],
    ]);
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
