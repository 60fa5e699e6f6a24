/** Databases to test on: on TEST_DATABASE_URL's server where it is set, else embedded in a temporary folder. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { connect, type DatabaseMode } from '#db/client.ts';
import { spawnEmbedded } from '#db/embedded/locate.ts';
import { migrateDatabase } from '#db/migrate.ts';
import { migrateQueue } from '#jobs/queue.ts';
import { createLog, type Log } from '#lib/log.ts';

export interface TestDatabase {
  url: string;
  mode: DatabaseMode;
  /** Drops it and whatever held it. */
  remove(): Promise<void>;
}

/** Lines of the product are not the tests' business unless something went wrong. */
export function quietLog(): Log {
  const log = createLog('test', 'json');
  log.level = 'fatal';
  return log;
}

/** @param serverUrl TEST_DATABASE_URL, or undefined for the embedded database. */
export async function createEmptyDatabase(serverUrl: string | undefined): Promise<TestDatabase> {
  return serverUrl ? await createOnServer(serverUrl) : await createEmbedded();
}

export async function createMigratedDatabase(serverUrl: string | undefined): Promise<TestDatabase> {
  const created = await createEmptyDatabase(serverUrl);
  const database = connect(created.url, { mode: created.mode, max: 2 });
  await migrateDatabase(database);
  await database.close();
  await migrateQueue(created.url, quietLog());
  return created;
}

async function createOnServer(serverUrl: string): Promise<TestDatabase> {
  const name = `heartline_test_${randomBytes(6).toString('hex')}`;
  const admin = postgres(serverUrl, { max: 1, onnotice: () => {} });
  await admin.unsafe(`create database ${name}`);
  await admin.end();
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    mode: 'server',
    remove: async () => {
      const dropper = postgres(serverUrl, { max: 1, onnotice: () => {} });
      await dropper.unsafe(`drop database ${name} with (force)`);
      await dropper.end();
    },
  };
}

async function createEmbedded(): Promise<TestDatabase> {
  const folder = await mkdtemp(join(tmpdir(), 'heartline-test-'));
  const embedded = await spawnEmbedded({
    dataDir: folder,
    database: 'fitbit-hr',
    user: 'postgres',
  });
  return {
    url: embedded.url,
    mode: 'embedded',
    remove: async () => {
      await embedded.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
