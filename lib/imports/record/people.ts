/** The record of whose the rows of an import are. */
import { eq } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { importPeople } from '#db/schema/imports.ts';

export type StoredPerson = typeof importPeople.$inferSelect;

export async function peopleOf({ orm }: Database, importId: number): Promise<StoredPerson[]> {
  return await orm
    .select()
    .from(importPeople)
    .where(eq(importPeople.importId, importId))
    .orderBy(importPeople.position);
}
