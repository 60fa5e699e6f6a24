/** Databases to test on: on TEST_DATABASE_URL's server where it is set, else embedded in a temporary folder. */
import { randomBytes } from 'node:crypto';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { connect, type DatabaseMode } from '#db/client.ts';
import { spawnEmbedded } from '#db/embedded/locate.ts';
import { migrateDatabase } from '#db/migrate.ts';
import { migrateQueue } from '#jobs/queue.ts';
import { createLog, type Log } from '#lib/log.ts';

/** Whose the embedded database is, as in the product. */
export const identity = { database: 'fitbit-hr', user: 'postgres' };

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

/** @param template a folder of {@link createTemplate}, which saves the embedded one its migrations. */
export async function createMigratedDatabase(
  serverUrl: string | undefined,
  template?: string,
): Promise<TestDatabase> {
  if (!serverUrl && template) return await createEmbedded(template);
  const created = await createEmptyDatabase(serverUrl);
  await migrate(created);
  return created;
}

/** The folder of a migrated embedded database that nobody has open: a suite starts from a copy. */
export async function createTemplate(): Promise<{ folder: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'heartline-template-'));
  const embedded = await spawnEmbedded({ dataDir: folder, ...identity });
  await migrate({ url: embedded.url, mode: 'embedded' });
  await embedded.close();
  // Each copy finds a port and a password of its own.
  for (const own of ['port', 'password']) await rm(join(folder, own));
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

async function migrate({ url, mode }: Pick<TestDatabase, 'url' | 'mode'>): Promise<void> {
  const database = connect(url, { mode, max: 2 });
  await migrateDatabase(database);
  await database.close();
  await migrateQueue(url, quietLog());
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

async function createEmbedded(template?: string): Promise<TestDatabase> {
  const folder = await mkdtemp(join(tmpdir(), 'heartline-test-'));
  if (template) await cp(template, folder, { recursive: true });
  const embedded = await spawnEmbedded({ dataDir: folder, ...identity });
  return {
    url: embedded.url,
    mode: 'embedded',
    remove: async () => {
      await embedded.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
