/** Every user, and one, with what is stored of them; reads no samples. */
import { asc, eq, sql } from 'drizzle-orm';
import type { User } from '#lib/contract/users.ts';
import { HeartlineError } from '#lib/errors.ts';
import { database } from '../client.ts';
import { users } from '../schema/users.ts';

const columns = {
  id: users.id,
  name: users.name,
  timeZone: users.timeZone,
  source: users.source,
  firstSample: sql<number | null>`date_part('epoch', ${users.firstSample}) * 1000`,
  lastSample: sql<number | null>`date_part('epoch', ${users.lastSample}) * 1000`,
  sampleCount: users.sampleCount,
};

export async function getUsers(): Promise<User[]> {
  return await database().orm.select(columns).from(users).orderBy(asc(users.id));
}

/** @throws {HeartlineError} USER_NOT_FOUND. */
export async function getUser(id: string): Promise<User> {
  const [user] = await database().orm.select(columns).from(users).where(eq(users.id, id));
  if (user) return user;
  throw new HeartlineError(
    'USER_NOT_FOUND',
    `There is no user "${id}". GET /api/users lists those there are.`,
  );
}
