/** Whose the rows of an import are to be, as the form has it until it is sent. */
import type { Target } from '#app/_queries/imports.ts';
import type { ImportRecord } from '#lib/contract/imports.ts';
import type { User } from '#lib/contract/users.ts';

export type Known = Pick<User, 'id' | 'name' | 'timeZone'>;

export interface Choice {
  /** As the files name the person; null for whoever is not named. */
  name: string | null;
  /** An identifier, or one of the two words that are none. */
  to: string | typeof toNew | typeof toNobody;
  /** Identifier of somebody new. */
  newId: string;
  timeZone: string;
}

export const toNew = '+new';
export const toNobody = '+nobody';

/**
 * One line a person of the files, or a single one where they hold one person.
 * @param wanted the user from whose page one came.
 * @param zone of the browser, for somebody new.
 */
export function firstChoices(
  { people, targets }: Pick<ImportRecord, 'people' | 'targets'>,
  users: readonly Known[],
  wanted: string | undefined,
  zone: string,
): Choice[] {
  const named = people.filter(({ name }) => name !== null);
  const lines = named.length > 1 ? named : people.slice(0, 1);
  return lines.map(({ name }) => {
    const target =
      targets.find((one) => one.name === name) ?? (lines.length === 1 ? targets[0] : undefined);
    const id = target?.userId ?? (lines.length === 1 ? wanted : undefined) ?? name ?? '';
    const user =
      users.find((one) => one.id === id) ?? (lines.length === 1 ? onlyOf(users, id) : undefined);
    return {
      name: lines.length === 1 ? (name ?? null) : name,
      to: user?.id ?? toNew,
      newId: identifierOf(name ?? ''),
      timeZone: target?.timeZone ?? user?.timeZone ?? zone,
    };
  });
}

/** With one user there is nobody else whose it could be. */
function onlyOf(users: readonly Known[], id: string): Known | undefined {
  return id === '' && users.length === 1 ? users[0] : undefined;
}

/** What an identifier may hold of a name. */
export function identifierOf(name: string): string {
  return name
    .replaceAll(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[._-]+/, '')
    .slice(0, 64);
}

export function targetsOf(choices: readonly Choice[]): Target[] {
  return choices
    .filter(({ to }) => to !== toNobody)
    .map(({ name, to, newId, timeZone }) =>
      to === toNew
        ? { name, user: newId, create: true, timeZone }
        : { name, user: to, create: false, timeZone },
    );
}
