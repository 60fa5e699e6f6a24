/** Exits with 0 when this host's worker was heard of lately, for the container's health check. */
import { hostname } from 'node:os';
import { closeDatabase, database } from '#db/client.ts';
import { messageOf } from '#lib/errors.ts';
import { heartbeat } from './presence.ts';

async function isHealthy(): Promise<boolean> {
  const rows = await database().sql`
    select from workers where kind = 'worker' and host = ${hostname()} and stopped_at is null
      and last_seen_at > now() - make_interval(secs => ${heartbeat.deadAfter})`;
  return rows.length > 0;
}

try {
  process.exitCode = (await isHealthy()) ? 0 : 1;
} catch (error) {
  process.stderr.write(`${messageOf(error)}\n`);
  process.exitCode = 1;
} finally {
  await closeDatabase();
}
