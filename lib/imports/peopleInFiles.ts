/** Who is in the files of an import, and whether those who start it have said whose the rows are. */
import { mergedPeople } from '#db/queries/importState.ts';
import type { ImportedPerson, ImportTarget } from '#lib/contract/imports.ts';
import { HeartlineError } from '#lib/errors.ts';
import type { StoredFile } from './record/files.ts';

type Checked = Pick<StoredFile, 'name' | 'state' | 'result'>;

function peopleInFiles(files: readonly Checked[]): ImportedPerson[] {
  return mergedPeople(files.flatMap(({ result }) => result?.people ?? []));
}

/** Whether the files tell several people apart, so that each is somebody's own. */
function tellsPeopleApart(files: readonly Checked[]): boolean {
  return peopleInFiles(files).filter(({ name }) => name !== null).length > 1;
}

/**
 * @throws {HeartlineError} INVALID_INPUT where the people who were listed are not those of the files;
 * FILE_UNREADABLE for files of which some name several people and others nobody.
 */
export function checkTargets(files: readonly Checked[], targets: readonly ImportTarget[]): void {
  const names = targets.map(({ name }) => name);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) throw refused(`people lists ${quoted(twice)} twice.`);
  const known = new Set(peopleInFiles(files).map(({ name }) => name));
  if (!tellsPeopleApart(files)) {
    const [only] = names;
    if (names.length === 1 && (only === null || known.has(only ?? null))) return;
    throw refused('the files hold one person, so people must list exactly one.');
  }
  const several = files.find(({ result }) => result?.userColumn != null);
  const nobodys = files.find(({ result }) => result && result.userColumn === null);
  if (several && nobodys) {
    throw new HeartlineError(
      'FILE_UNREADABLE',
      `${several.name} names several people and ${nobodys.name} names nobody, so it is not known whose its rows are. Import them one after the other.`,
    );
  }
  const stranger = names.find((name) => name === null || !known.has(name));
  if (stranger === undefined) return;
  throw refused(
    `people lists ${quoted(stranger)}, and the files hold several people, each with a name of their own.`,
  );
}

function refused(what: string): HeartlineError {
  return new HeartlineError('INVALID_INPUT', `The request’s body is wrong: ${what}`);
}

function quoted(name: string | null): string {
  return name === null ? 'somebody without a name' : `"${name.slice(0, 80)}"`;
}
