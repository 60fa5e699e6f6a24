/** What must be known of a user to read their days. */
import { eq } from 'drizzle-orm';
import { HeartlineError } from '#lib/errors.ts';
import { database } from '../client.ts';
import { users } from '../schema/users.ts';

/** @throws {HeartlineError} USER_NOT_FOUND. */
export async function summaryOwner(userId: string) {
  const [user] = await database()
    .orm.select({ timeZone: users.timeZone, method: users.restingHeartRateMethod })
    .from(users)
    .where(eq(users.id, userId));
  if (user) return user;
  throw new HeartlineError(
    'USER_NOT_FOUND',
    `There is no user "${userId}". GET /api/users lists those there are.`,
  );
}
