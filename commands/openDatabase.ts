/** The database a command works on: the server, the running product's embedded one, or one started for it. */
import { adoptDatabase, closeDatabase, type Database } from '#db/client.ts';
import { openEmbedded } from '#db/embedded/locate.ts';
import { requireAnswer } from '#db/requireAnswer.ts';
import type { Env } from '#lib/env.ts';

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
