/** What the rows of an import say together: its state, and the people of all its files. */
import type { ImportedPerson, ImportRecord } from '#lib/contract/imports.ts';
import type { importFiles, imports } from '../schema/imports.ts';

/** While an import is open, its files say how far it is. */
export function importState(
  state: (typeof imports.$inferSelect)['state'],
  files: readonly Pick<typeof importFiles.$inferSelect, 'state'>[],
): ImportRecord['state'] {
  if (state !== 'open') return state;
  const has = (...wanted: string[]) => files.some((file) => wanted.includes(file.state));
  if (files.length === 0 || has('uploading')) return 'uploading';
  return has('waiting', 'checking') ? 'checking' : 'checked';
}

/** The people of all files together, in the order in which they appear; null is whoever is not named. */
export function mergedPeople(found: readonly ImportedPerson[]): ImportedPerson[] {
  const people = new Map<string | null, ImportedPerson>();
  for (const person of found) {
    const known = people.get(person.name);
    if (!known) {
      people.set(person.name, { ...person });
      continue;
    }
    known.rows += person.rows;
    known.rejected += person.rejected;
    known.figures = (known.figures ?? 0) + (person.figures ?? 0);
    known.firstDate = outer(known.firstDate, person.firstDate, (a, b) => a < b);
    known.lastDate = outer(known.lastDate, person.lastDate, (a, b) => a > b);
  }
  return [...people.values()];
}

function outer(
  a: string | null,
  b: string | null,
  wins: (a: string, b: string) => boolean,
): string | null {
  if (a === null || b === null) return a ?? b;
  return wins(a, b) ? a : b;
}
