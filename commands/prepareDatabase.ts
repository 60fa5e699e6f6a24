/** What must be there before anything is stored: the newest schema, of the product and of its queue. */
import type { Database } from '#db/client.ts';
import { migrateDatabase } from '#db/migrate.ts';
import { migrateQueue } from '#jobs/queue.ts';
import type { Log } from '#lib/log.ts';

export async function prepareDatabase(database: Database, log: Log): Promise<void> {
  await migrateDatabase(database);
  await migrateQueue(database.url, log);
}
