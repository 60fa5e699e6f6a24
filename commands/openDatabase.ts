/** The database a command works on: the server, the running product's embedded one, or one started for it. */
import { adoptDatabase, closeDatabase, type Database } from '#db/client.ts';
import { openEmbedded } from '#db/embedded/locate.ts';
import type { Env } from '#lib/env.ts';
import { HeartlineError, messageOf } from '#lib/errors.ts';

export interface OpenedDatabase {
  database: Database;
  close(): Promise<void>;
}

/** @throws {HeartlineError} DATABASE_AWAY and what keeps an embedded database from starting. */
export async function openDatabase(env: Env, applicationName: string): Promise<OpenedDatabase> {
  const settings = env.database;
  if (settings.mode === 'server') {
    const database = adoptDatabase(settings.url, { mode: 'server', applicationName });
    await requireAnswer(database);
    return { database, close: closeDatabase };
  }
  if (settings.url) {
    const database = adoptDatabase(settings.url, { mode: 'embedded', applicationName });
    return { database, close: closeDatabase };
  }
  const { dataDir, database: name, user, port } = settings;
  const embedded = await openEmbedded({ dataDir, database: name, user, port });
  const database = adoptDatabase(embedded.url, { mode: 'embedded', applicationName });
  return {
    database,
    close: async () => {
      await closeDatabase();
      await embedded.close();
    },
  };
}

/** What a server answers when it is there and yet cannot be used, by SQLSTATE. */
const refusals: Record<string, string> = {
  '3D000': 'There is no database of that name: create it with createdb.',
  '28P01': 'It refuses the password: set it in DATABASE_URL or DB_PASSWORD.',
  '28000': 'It refuses the user: set it in DATABASE_URL or DB_USER.',
};

async function requireAnswer({ sql, url }: Database): Promise<void> {
  try {
    await sql`select 1`;
  } catch (cause) {
    const { host, pathname } = new URL(url);
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
    const why =
      refusals[code] ??
      `${messageOf(cause) || code}. Is it running, and are DATABASE_URL or DB_HOST and DB_PORT right?`;
    throw new HeartlineError(
      'DATABASE_AWAY',
      `The database at ${host}${pathname} cannot be used. ${why}`,
      { cause },
    );
  }
}
