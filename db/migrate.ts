/** Brings a database to the newest schema. Safe to run twice, and by several processes at once. */
import { fileURLToPath } from 'node:url';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { HeartlineError } from '#lib/errors.ts';
import type { Database, Sql, TransactionSql } from './client.ts';

const migrationsFolder = fileURLToPath(new URL('./migrations', import.meta.url));

/** Any number will do, as long as it is ours alone. */
const migrationLock = 7_204_153;

const oldestTimescale = [2, 23] as const;

/**
 * @throws {HeartlineError} TIMESCALEDB_MISSING when the server lacks the extension, has an older
 * one, or has it without the community features.
 */
export async function migrateDatabase({ sql: client }: Database): Promise<void> {
  await requireTimescale(client);
  const migrations = readMigrationFiles({ migrationsFolder });
  await client.begin(async (transaction) => {
    await transaction`select pg_advisory_xact_lock(${migrationLock})`;
    const last = await lastMigration(transaction);
    for (const migration of migrations.filter(({ folderMillis }) => folderMillis > last)) {
      for (const statement of migration.sql) await transaction.unsafe(statement);
      await transaction`
        insert into drizzle.__drizzle_migrations (hash, created_at) values (${migration.hash}, ${migration.folderMillis})`;
    }
  });
}

/**
 * When the newest applied migration was written. The table is Drizzle's own, so that its tools see
 * what is done; its migrator reads the table before it opens its transaction, so two of them at once
 * would both apply everything. Here the lock is around both.
 */
async function lastMigration(transaction: TransactionSql): Promise<number> {
  await transaction`create schema if not exists drizzle`;
  await transaction`
    create table if not exists drizzle.__drizzle_migrations (id serial primary key, hash text not null, created_at bigint)`;
  const [row] = await transaction<{ last: number | null }[]>`
    select max(created_at)::float8 as last from drizzle.__drizzle_migrations`;
  return row?.last ?? 0;
}

async function requireTimescale(client: Sql): Promise<void> {
  const [available] = await client<{ installed_version: string | null }[]>`
    select installed_version from pg_available_extensions where name = 'timescaledb'`;
  if (!available) {
    throw new HeartlineError(
      'TIMESCALEDB_MISSING',
      'The database server has no TimescaleDB. Use the timescale/timescaledb image or install the extension, then start again.',
    );
  }
  if (!available.installed_version) await createExtension(client);
  await requireVersion(client);
}

async function createExtension(client: Sql): Promise<void> {
  try {
    await client.begin(async (transaction) => {
      // Of two that create it at the same moment the second fails, in spite of "if not exists".
      await transaction`select pg_advisory_xact_lock(${migrationLock})`;
      await transaction.unsafe('create extension if not exists timescaledb');
    });
  } catch (cause) {
    throw new HeartlineError(
      'TIMESCALEDB_MISSING',
      `TimescaleDB could not be added to the database (${String(cause)}). Add "timescaledb" to shared_preload_libraries and let a superuser run "create extension timescaledb".`,
      { cause },
    );
  }
}

async function requireVersion(client: Sql): Promise<void> {
  const [found] = await client<{ version: string; license: string | null }[]>`
    select extversion as version, current_setting('timescaledb.license', true) as license
    from pg_extension where extname = 'timescaledb'`;
  const [major = 0, minor = 0] = (found?.version ?? '').split('.').map(Number);
  const [needMajor, needMinor] = oldestTimescale;
  if (major < needMajor || (major === needMajor && minor < needMinor)) {
    throw new HeartlineError(
      'TIMESCALEDB_MISSING',
      `TimescaleDB ${found?.version} is too old; ${needMajor}.${needMinor} or newer is needed. Update the extension ("alter extension timescaledb update").`,
    );
  }
  if (found?.license === 'apache') {
    throw new HeartlineError(
      'TIMESCALEDB_MISSING',
      'This TimescaleDB is the Apache-2 edition without compression and continuous aggregates. Set timescaledb.license to "timescale" (the community edition).',
    );
  }
}
