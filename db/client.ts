/** One pool and one Drizzle handle a process. */
import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { env } from '#lib/env.ts';
import { HeartlineError } from '#lib/errors.ts';
import { openSocket } from './socket.ts';

export type DatabaseMode = 'embedded' | 'server';

export type Sql = postgres.Sql;
export type TransactionSql = postgres.TransactionSql;

export interface Database {
  mode: DatabaseMode;
  url: string;
  /** postgres.js: for statements whose shape is SQL's own. */
  sql: Sql;
  /** Drizzle: for statements over the schema's tables. */
  orm: PostgresJsDatabase;
  close(): Promise<void>;
}

export interface ConnectOptions {
  mode: DatabaseMode;
  /** Connections at the most; default 10. */
  max?: number;
  applicationName?: string;
}

/** Opens a pool of its own; {@link database} is the one that everybody shares. */
export function connect(url: string, options: ConnectOptions): Database {
  const settings = {
    max: options.max ?? 10,
    connect_timeout: 10,
    // Seconds before the next try: a database that comes back is found at once, not after 20 s.
    backoff: (attempt: number) => Math.min(1, 0.05 * 2 ** attempt),
    onnotice: () => {},
    // Known to postgres.js and not to its types.
    socket: openSocket,
    connection: {
      application_name: options.applicationName ?? 'heartline',
      // Compiling a query took longer than running it: a year of raw rows was 2.7 times faster without.
      jit: false,
    },
  };
  const sql = postgres(url, settings);
  return {
    mode: options.mode,
    url,
    sql,
    orm: drizzle(sql),
    close: () => sql.end({ timeout: 5 }),
  };
}

// Next's bundles each hold a copy of this module; the process still has one pool.
const holder = globalThis as typeof globalThis & { heartlineDatabase?: Database };

/** Makes `url` this process's database, for commands that found or started it themselves. */
export function adoptDatabase(url: string, options: ConnectOptions): Database {
  if (holder.heartlineDatabase) throw new Error('The database of this process is already open.');
  holder.heartlineDatabase = connect(url, options);
  return holder.heartlineDatabase;
}

/**
 * The process's database.
 * @throws {HeartlineError} DATABASE_AWAY when the embedded one is meant and nobody has started it.
 */
export function database(): Database {
  holder.heartlineDatabase ??= connectConfigured();
  return holder.heartlineDatabase;
}

function connectConfigured(): Database {
  const { database: settings } = env();
  if (settings.mode === 'server') return connect(settings.url, { mode: 'server' });
  if (settings.url) return connect(settings.url, { mode: 'embedded' });
  throw new HeartlineError(
    'DATABASE_AWAY',
    'The embedded database is not running. Start Heartline with "npm start", or set DATABASE_URL to use a server.',
  );
}

export async function closeDatabase(): Promise<void> {
  const open = holder.heartlineDatabase;
  holder.heartlineDatabase = undefined;
  await open?.close();
}
