/** The database of a test file. */
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, inject } from 'vitest';
import { adoptDatabase, closeDatabase, type Database, database } from '#db/client.ts';
import {
  addParticipant,
  type NewParticipant,
  participantById,
  type RegisteredParticipant,
} from '#lib/etl/participants.ts';
import { createMigratedDatabase, type TestDatabase } from './server.ts';

/** Makes the shared database this file's; call at the file's top. Keep to users of {@link newUser}. */
export function useSharedDatabase(): void {
  beforeAll(() => {
    adoptDatabase(inject('databaseUrl'), { mode: inject('databaseMode'), max: 4 });
  });
  afterAll(closeDatabase);
}

/** A migrated database for this file alone, where a worker takes every job there is. */
export function useOwnDatabase(): void {
  let own: TestDatabase | undefined;
  beforeAll(async () => {
    own = await createMigratedDatabase(inject('serverUrl') ?? undefined, inject('template'));
    adoptDatabase(own.url, { mode: own.mode, max: 4 });
  });
  afterAll(async () => {
    await closeDatabase();
    await own?.remove();
  });
}

/** The open database of this file. */
export function testDatabase(): Database {
  return database();
}

/** Registers a user nobody else has. */
export async function newUser(user: Partial<NewParticipant> = {}): Promise<RegisteredParticipant> {
  const id = user.id ?? `u${randomBytes(6).toString('hex')}`;
  await addParticipant(database(), {
    id,
    timeZone: 'Europe/London',
    source: 'synthetic',
    dataSeed: 23,
    ...user,
  });
  return await participantById(database(), id);
}
