/** Whether the database answers, what it is, and when a worker was last heard of. */
import type { HealthAnswer } from '#lib/contract/health.ts';
import { HeartlineError } from '#lib/errors.ts';
import { database } from '../client.ts';

/** @throws {HeartlineError} DATABASE_AWAY. */
export async function getHealth(): Promise<HealthAnswer> {
  const { sql, mode } = database();
  const [row] = await sql<{ version: string | null; lastSeen: number | null }[]>`
    select (select extversion from pg_extension where extname = 'timescaledb') as version,
      (select round(date_part('epoch', max(last_seen_at)) * 1000) from workers where kind = 'worker') as "lastSeen"`;
  if (!row?.version) {
    throw new HeartlineError(
      'TIMESCALEDB_MISSING',
      'The database answers, but has no TimescaleDB. Run "npm run migrate".',
    );
  }
  return {
    status: 'ok',
    database: { mode, timescaledb: row.version },
    worker: { lastSeen: row.lastSeen },
  };
}
