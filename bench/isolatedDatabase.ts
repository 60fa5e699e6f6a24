/** A database that the bench alone uses and removes: of its own on the server, else in a temporary folder. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import type { DatabaseMode } from '#db/client.ts';
import { spawnEmbedded } from '#db/embedded/locate.ts';
import type { Env } from '#lib/env.ts';
import { HeartlineError, messageOf } from '#lib/errors.ts';

export interface IsolatedDatabase {
  url: string;
  mode: DatabaseMode;
  /** Where it is, for people. */
  place: string;
  /** Removes it with all that is in it, whoever is still connected. */
  remove(): Promise<void>;
}

/** @throws {HeartlineError} DATABASE_AWAY where the server is away or grants no database. */
export async function isolatedDatabase(settings: Env['database']): Promise<IsolatedDatabase> {
  return settings.mode === 'server' ? await onServer(settings.url) : await embedded();
}

async function onServer(serverUrl: string): Promise<IsolatedDatabase> {
  const name = `heartline_bench_${randomBytes(6).toString('hex')}`;
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  try {
    await administer(serverUrl, `create database ${name}`);
  } catch (cause) {
    throw new HeartlineError(
      'DATABASE_AWAY',
      `The bench could not make a database of its own at ${url.host}: ${messageOf(cause)}. Is the server running, and may this user create databases?`,
      { cause },
    );
  }
  return {
    url: url.href,
    mode: 'server',
    place: `${url.host}/${name}`,
    remove: () => administer(serverUrl, `drop database if exists ${name} with (force)`),
  };
}

async function administer(serverUrl: string, statement: string): Promise<void> {
  const admin = postgres(serverUrl, { max: 1, connect_timeout: 10, onnotice: () => {} });
  try {
    await admin.unsafe(statement);
  } finally {
    await admin.end({ timeout: 5 });
  }
}

async function embedded(): Promise<IsolatedDatabase> {
  const dataDir = await mkdtemp(join(tmpdir(), 'heartline-bench-'));
  const removeFolder = () => rm(dataDir, { recursive: true, force: true });
  try {
    const running = await spawnEmbedded({ dataDir, database: 'fitbit-hr', user: 'postgres' });
    return {
      url: running.url,
      mode: 'embedded',
      place: 'embedded',
      remove: async () => {
        await running.close();
        await removeFolder();
      },
    };
  } catch (error) {
    await removeFolder();
    throw error;
  }
}
