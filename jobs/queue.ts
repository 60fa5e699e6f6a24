/** graphile-worker's own side: its schema, its pool, its log lines. */
import { Logger, runMigrations } from 'graphile-worker';
import pg from 'pg';
import type { Log } from '#lib/log.ts';

/** graphile-worker speaks through `pg`; the rest of the product through postgres.js. */
export function queuePool(url: string, size: number, log: Log): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: size,
    application_name: 'heartline queue',
  });
  const lost = (error: Error) =>
    log.warn({ error: error.message }, 'a connection of the queue was lost');
  pool.on('error', lost).on('connect', (client) => client.on('error', lost));
  return pool;
}

/** Brings the queue's schema up to date, so that jobs can be added before any worker has run. */
export async function migrateQueue(url: string, log: Log): Promise<void> {
  const pool = queuePool(url, 1, log);
  try {
    await runMigrations({ pgPool: pool, logger: queueLogger(log) });
  } finally {
    await pool.end();
  }
}

export function queueLogger(log: Log): Logger {
  return new Logger((scope) => (level, message, meta) => {
    const line = { ...meta, task: scope.taskIdentifier, job: scope.jobId };
    if (level === 'error') log.error(line, message);
    else if (level === 'warning') log.warn(line, message);
    // What each job does, its own lines tell; the queue's chatter is for those who look for it.
    else log.debug(line, message);
  });
}
