/** Users as the pipeline sees them, and the registering of those that the configuration names. */
import { and, asc, eq, isNull, max } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { userSources } from '#db/schema/userSources.ts';
import { users } from '#db/schema/users.ts';
import type { ConfiguredUser } from '#lib/env.ts';
import { HeartlineError } from '#lib/errors.ts';
import type { LocalDate } from '#lib/time/localDate.ts';
import { sourceByKey } from './registry.ts';
import type { Participant } from './types.ts';

export interface RegisteredParticipant extends Participant {
  /** First local day of the first run; null for the configured default. */
  startDate: LocalDate | null;
  /** First and last local day of which data is expected; null for no bound. */
  enrolledOn: LocalDate | null;
  withdrawnOn: LocalDate | null;
}

/**
 * The user as one of their sources needs to know them.
 * @param source key of that source; by default the one that comes first.
 * @throws {HeartlineError} USER_NOT_FOUND; SOURCE_NOT_FOUND where the user has no such source.
 */
export async function participantById(
  database: Database,
  id: string,
  source?: string,
): Promise<RegisteredParticipant> {
  const participant = await findParticipant(database, id, source);
  if (participant) return participant;
  if (source !== undefined && (await findParticipant(database, id))) {
    throw new HeartlineError(
      'SOURCE_NOT_FOUND',
      `The user "${id}" has no source "${source}". GET /api/users lists the sources of each user.`,
    );
  }
  throw new HeartlineError(
    'USER_NOT_FOUND',
    `There is no user "${id}". Users come from USERS in the configuration, or with a file by "npm run import".`,
  );
}

export async function findParticipant(
  database: Database,
  id: string,
  source?: string,
): Promise<RegisteredParticipant | undefined> {
  const [row] = await database.orm
    .select({
      id: users.id,
      timeZone: users.timeZone,
      source: userSources.source,
      sourceSettings: userSources.settings,
      dataSeed: userSources.dataSeed,
      startDate: userSources.startDate,
      enrolledOn: users.enrolledOn,
      withdrawnOn: users.withdrawnOn,
    })
    .from(users)
    .innerJoin(userSources, eq(userSources.userId, users.id))
    .where(
      and(
        eq(users.id, id),
        isNull(userSources.withdrawingAt),
        source === undefined ? undefined : eq(userSources.source, source),
      ),
    )
    .orderBy(asc(userSources.precedence))
    .limit(1);
  return row;
}

export interface NewUserSource {
  source: string;
  sourceSettings?: Record<string, unknown>;
  dataSeed?: number | null;
  startDate?: LocalDate | null;
}

export interface NewParticipant extends NewUserSource {
  id: string;
  name?: string;
  timeZone: string;
}

/**
 * Adds the user with a first source, unless there is one of that id; what stands is left alone.
 * Says whether it was added.
 */
export async function addParticipant(
  database: Database,
  { id, name, timeZone, ...first }: NewParticipant,
): Promise<boolean> {
  const source = sourceByKey(first.source);
  return await database.orm.transaction(async (transaction) => {
    const added = await transaction
      .insert(users)
      .values({
        id,
        name: name ?? id,
        timeZone,
        restingHeartRateMethod: source.extractors.heart_rate_summary
          ? 'vendor'
          : 'lowest-30-minute-mean',
      })
      .onConflictDoNothing()
      .returning({ id: users.id });
    if (added.length > 0) await insertSource(transaction, id, first);
    return added.length > 0;
  });
}

/**
 * Gives the user another source, behind those there are; one that the user has is left alone.
 * Says whether it was added.
 * @throws {HeartlineError} USER_NOT_FOUND; SOURCE_NOT_FOUND for a key that nobody registered.
 */
export async function addUserSource(
  database: Database,
  userId: string,
  added: NewUserSource,
): Promise<boolean> {
  sourceByKey(added.source);
  return await database.orm.transaction(async (transaction) => {
    // Of two that add a source at once the second counts the first's.
    const [user] = await transaction
      .select({ id: users.id })
      .from(users)
      .where(eq(users.id, userId))
      .for('no key update');
    if (!user) throw new HeartlineError('USER_NOT_FOUND', `There is no user "${userId}".`);
    return await insertSource(transaction, userId, added);
  });
}

async function insertSource(
  orm: Pick<Database['orm'], 'select' | 'insert'>,
  userId: string,
  { source, sourceSettings, dataSeed, startDate }: NewUserSource,
): Promise<boolean> {
  const [last] = await orm
    .select({ precedence: max(userSources.precedence), sourceId: max(userSources.sourceId) })
    .from(userSources)
    .where(eq(userSources.userId, userId));
  const added = await orm
    .insert(userSources)
    .values({
      userId,
      source,
      settings: sourceSettings ?? {},
      dataSeed: dataSeed ?? null,
      startDate: startDate ?? null,
      precedence: (last?.precedence ?? 0) + 1,
      sourceId: (last?.sourceId ?? 0) + 1,
    })
    .onConflictDoNothing({ target: [userSources.userId, userSources.source] })
    .returning({ source: userSources.source });
  return added.length > 0;
}

/** @throws {HeartlineError} USER_EXISTS; what stands is left alone. */
export async function createParticipant(
  database: Database,
  participant: NewParticipant,
): Promise<void> {
  if (await addParticipant(database, participant)) return;
  throw new HeartlineError(
    'USER_EXISTS',
    `There is a user "${participant.id}" already. Choose another identifier.`,
  );
}

/**
 * Registers the configured users as synthetic ones.
 * @returns a sentence for each user that stands with other settings than the configuration's: what
 * is stored was made with the old ones, so they are kept.
 */
export async function registerConfigured(
  database: Database,
  configured: readonly ConfiguredUser[],
): Promise<string[]> {
  const differences: string[] = [];
  for (const user of configured) {
    if (await addParticipant(database, { ...user, source: 'synthetic' })) continue;
    const standing = await findParticipant(database, user.id, 'synthetic');
    if (!standing) continue;
    if (standing.dataSeed !== user.dataSeed) {
      differences.push(
        `${user.id} keeps its data seed ${standing.dataSeed}; the configuration says ${user.dataSeed}.`,
      );
    }
    if (standing.timeZone !== user.timeZone) {
      differences.push(
        `${user.id} keeps its time zone ${standing.timeZone}; the configuration says ${user.timeZone}.`,
      );
    }
  }
  return differences;
}

interface Enrolment {
  enrolledOn: LocalDate | null;
  withdrawnOn: LocalDate | null;
}

/**
 * From when to when data is expected of a user, both included; null for no bound. What is left out
 * stays as it is.
 * @returns the bounds as they stand then.
 * @throws {HeartlineError} USER_NOT_FOUND; INVALID_INPUT where the withdrawal would come first.
 */
export async function setEnrolment(
  database: Database,
  userId: string,
  changes: { [bound in keyof Enrolment]?: Enrolment[bound] | undefined },
): Promise<Enrolment> {
  return await database.orm.transaction(async (transaction) => {
    const [standing] = await transaction
      .select({ enrolledOn: users.enrolledOn, withdrawnOn: users.withdrawnOn })
      .from(users)
      .where(eq(users.id, userId))
      .for('no key update');
    if (!standing) throw new HeartlineError('USER_NOT_FOUND', `There is no user "${userId}".`);
    const { enrolledOn = standing.enrolledOn, withdrawnOn = standing.withdrawnOn } = changes;
    if (enrolledOn !== null && withdrawnOn !== null && withdrawnOn < enrolledOn) {
      throw new HeartlineError(
        'INVALID_INPUT',
        `The withdrawal on ${withdrawnOn} would lie before the enrolment on ${enrolledOn}.`,
      );
    }
    await transaction.update(users).set({ enrolledOn, withdrawnOn }).where(eq(users.id, userId));
    return { enrolledOn, withdrawnOn };
  });
}
