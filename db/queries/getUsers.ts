/** Every user, and one, with what is stored of them; reads no samples. */
import { asc, eq, sql } from 'drizzle-orm';
import type { User } from '#lib/contract/users.ts';
import { HeartlineError } from '#lib/errors.ts';
import { database } from '../client.ts';
import { userSources } from '../schema/userSources.ts';
import { users } from '../schema/users.ts';

const columns = {
  id: users.id,
  name: users.name,
  timeZone: users.timeZone,
  firstSample: sql<number | null>`date_part('epoch', ${users.firstSample}) * 1000`,
  lastSample: sql<number | null>`date_part('epoch', ${users.lastSample}) * 1000`,
  sampleCount: users.sampleCount,
  /** Without those that are being withdrawn. */
  sources: sql<
    string[]
  >`coalesce(array_agg(${userSources.source} order by ${userSources.precedence})
    filter (where ${userSources.source} is not null and ${userSources.withdrawingAt} is null), '{}')`,
};

export async function getUsers(): Promise<User[]> {
  const rows = await withSources().orderBy(asc(users.id));
  return rows.map(userFromRow);
}

/** @throws {HeartlineError} USER_NOT_FOUND. */
export async function getUser(id: string): Promise<User> {
  const [row] = await withSources().where(eq(users.id, id));
  if (row) return userFromRow(row);
  throw new HeartlineError(
    'USER_NOT_FOUND',
    `There is no user "${id}". GET /api/users lists those there are.`,
  );
}

function withSources() {
  return database()
    .orm.select(columns)
    .from(users)
    .leftJoin(userSources, eq(userSources.userId, users.id))
    .groupBy(users.id)
    .$dynamic();
}

/** A user whose every source was withdrawn has none. */
function userFromRow(row: Omit<User, 'source'>): User {
  return { ...row, source: row.sources[0] ?? '' };
}
