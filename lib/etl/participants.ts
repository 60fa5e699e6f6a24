/** Users as the pipeline sees them, and the registering of those that the configuration names. */
import { eq } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { users } from '#db/schema/users.ts';
import type { ConfiguredUser } from '#lib/env.ts';
import { HeartlineError } from '#lib/errors.ts';
import type { LocalDate } from '#lib/time/localDate.ts';
import { sourceByKey } from './registry.ts';
import type { Participant } from './types.ts';

export interface RegisteredParticipant extends Participant {
  /** First local day of the first run; null for the configured default. */
  startDate: LocalDate | null;
}

/** @throws {HeartlineError} USER_NOT_FOUND. */
export async function participantById(
  database: Database,
  id: string,
): Promise<RegisteredParticipant> {
  const participant = await findParticipant(database, id);
  if (participant) return participant;
  throw new HeartlineError(
    'USER_NOT_FOUND',
    `There is no user "${id}". Users come from USERS in the configuration, or with a file by "npm run import".`,
  );
}

export async function findParticipant(
  database: Database,
  id: string,
): Promise<RegisteredParticipant | undefined> {
  const [row] = await database.orm
    .select({
      id: users.id,
      timeZone: users.timeZone,
      source: users.source,
      sourceSettings: users.sourceSettings,
      dataSeed: users.dataSeed,
      startDate: users.startDate,
    })
    .from(users)
    .where(eq(users.id, id));
  return row;
}

export interface NewParticipant {
  id: string;
  name?: string;
  timeZone: string;
  source: string;
  sourceSettings?: Record<string, unknown>;
  dataSeed?: number | null;
  startDate?: LocalDate | null;
}

/** Adds the user unless there is one of that id; what stands is left alone. Says whether it was added. */
export async function addParticipant(
  database: Database,
  participant: NewParticipant,
): Promise<boolean> {
  const source = sourceByKey(participant.source);
  const added = await database.orm
    .insert(users)
    .values({
      ...participant,
      name: participant.name ?? participant.id,
      restingHeartRateMethod: source.extractors.heart_rate_summary
        ? 'vendor'
        : 'lowest-30-minute-mean',
    })
    .onConflictDoNothing()
    .returning({ id: users.id });
  return added.length > 0;
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
    const standing = await participantById(database, user.id);
    if (standing.source !== 'synthetic') continue;
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
