/** Whether the database can be used, said in a sentence when it cannot. */
import { HeartlineError, messageOf } from '#lib/errors.ts';
import type { Database } from './client.ts';

/** What a server answers when it is there and yet cannot be used, by SQLSTATE. */
const refusals: Record<string, string> = {
  '3D000': 'There is no database of that name: create it with createdb.',
  '28P01': 'It refuses the password: set it in DATABASE_URL or DB_PASSWORD.',
  '28000': 'It refuses the user: set it in DATABASE_URL or DB_USER.',
};

/** @throws {HeartlineError} DATABASE_AWAY with where it was looked for and what to do. */
export async function requireAnswer({ sql, url }: Database): Promise<void> {
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
