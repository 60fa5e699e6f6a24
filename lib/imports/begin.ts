/** From a checked import to one that waits for its worker: whose the rows are is settled here. */
import { eq, inArray, sql } from 'drizzle-orm';
import { importPeople, imports } from '#db/schema/imports.ts';
import { users } from '#db/schema/users.ts';
import type { ImportTarget } from '#lib/contract/imports.ts';
import { HeartlineError } from '#lib/errors.ts';
import { checkTargets } from './peopleInFiles.ts';
import { filesOf, type StoredFile } from './record/files.ts';
import { lockImport, type Orm, type StoredImport, stateRefused } from './record/imports.ts';
import type { StoredPerson } from './record/people.ts';

export type Settled = Pick<StoredPerson, 'name' | 'userId' | 'timeZone'>;

/**
 * Settles whose the rows are, and puts the import behind what already waits; within the caller's
 * transaction, so that its job is there when it is.
 * @returns the people; those of them who are new still have to be added, before.
 * @throws {HeartlineError} IMPORT_NOT_FOUND, IMPORT_STATE, INVALID_INPUT, FILE_UNREADABLE,
 * USER_NOT_FOUND, USER_EXISTS.
 */
export async function settleTargets(
  orm: Orm,
  importId: number,
  targets: readonly ImportTarget[],
): Promise<{ people: Settled[]; added: (Settled & { source: string })[] }> {
  const row = await lockImport(orm, importId);
  const files = await filesOf({ orm }, importId);
  refuseUnlessReady(row, files);
  checkTargets(
    files.filter(({ state }) => state === 'checked'),
    targets,
  );
  const zones = await zonesOf(orm, targets);
  const people = targets.map((target) => settled(target, zones));
  const isNew = new Set(targets.filter(({ create }) => create).map(({ user }) => user));
  const added = people.filter(({ userId }) => isNew.has(userId));
  return { people, added: added.map((one) => ({ ...one, source: firstKindOf(one, files) })) };
}

/** To be called in the same transaction, once the new users are there. */
export async function putInLine(orm: Orm, importId: number, people: Settled[]): Promise<void> {
  await orm.delete(importPeople).where(eq(importPeople.importId, importId));
  await orm
    .insert(importPeople)
    .values(people.map((person, position) => ({ ...person, importId, position })));
  await orm
    .update(imports)
    .set({
      state: 'queued',
      error: null,
      cancelRequestedAt: null,
      finishedAt: null,
      bytesRead: 0,
      rowsRead: 0,
      touchedAt: sql`clock_timestamp()`,
    })
    .where(eq(imports.id, importId));
}

/** The kind of file that becomes the first source of somebody new. */
function firstKindOf({ name }: Settled, files: readonly StoredFile[]): string {
  const checked = files.flatMap(({ result }) => result ?? []);
  const own = checked.find(({ people }) => people.some((person) => (person.name ?? '') === name));
  const [kind] = (own ?? checked[0])?.kinds ?? [];
  if (kind === undefined) throw new Error('a file was checked without its kind');
  return kind;
}

function refuseUnlessReady(row: StoredImport, files: readonly StoredFile[]): void {
  if (row.state === 'queued' || row.state === 'running' || row.state === 'done') {
    throw stateRefused(row, 'it cannot be started.');
  }
  const checked = files.filter(({ state }) => state === 'checked');
  if (checked.length === 0) {
    throw new HeartlineError(
      'IMPORT_STATE',
      `Import ${row.id} has no file that could be imported. Upload one, and wait until it is checked.`,
    );
  }
  const coming = files.find(({ state }) => state !== 'checked' && state !== 'refused');
  if (coming) {
    const what = coming.state === 'uploading' ? 'not here yet' : 'not checked yet';
    throw new HeartlineError(
      'IMPORT_STATE',
      `${coming.name} is ${what}. Wait for it, or take it out of the import.`,
    );
  }
  if (checked.some(({ removedAt }) => removedAt !== null)) {
    throw stateRefused(row, 'its files are no longer here. Upload them again.');
  }
}

async function zonesOf(orm: Orm, targets: readonly ImportTarget[]): Promise<Map<string, string>> {
  const ids = targets.map(({ user }) => user);
  const rows = await orm
    .select({ id: users.id, timeZone: users.timeZone })
    .from(users)
    .where(inArray(users.id, ids));
  return new Map(rows.map(({ id, timeZone }) => [id, timeZone]));
}

function settled(target: ImportTarget, zones: ReadonlyMap<string, string>): Settled {
  const { name, user: userId, create } = target;
  const own = zones.get(userId);
  if (create && own !== undefined) {
    throw new HeartlineError(
      'USER_EXISTS',
      `There is a user "${userId}" already. Choose another identifier, or import for that user.`,
    );
  }
  if (!create && own === undefined) {
    throw new HeartlineError(
      'USER_NOT_FOUND',
      `There is no user "${userId}". Add the user with "create": true, or choose one of GET /api/users.`,
    );
  }
  const timeZone = target.timeZone ?? own;
  if (timeZone !== undefined) return { name: name ?? '', userId, timeZone };
  throw new HeartlineError(
    'INVALID_INPUT',
    `The new user "${userId}" needs a time zone: add "timeZone", such as "Europe/London".`,
  );
}
