/** Which users a comparison shows, as its address says. */
import { maxUsers } from '#lib/contract/limits.ts';
import { userIdPattern } from '#lib/userIdPattern.ts';

/** @param users `a,b`, or the parameter repeated as a form sends it. @returns at most 24, each once. */
export function parseUsers(users: string | string[] | undefined): string[] {
  const named = [users ?? []].flat().flatMap((text) => text.split(','));
  const valid = named.filter((id) => userIdPattern.test(id));
  return [...new Set(valid)].slice(0, maxUsers);
}

/** The selection with one user more or less. */
export function toggleUser(users: readonly string[], id: string): string[] {
  return users.includes(id)
    ? users.filter((other) => other !== id)
    : [...users, id].slice(0, maxUsers);
}

/** The address of a comparison: the window stays as it is. */
export function compareAddress(users: readonly string[], current: URLSearchParams): string {
  const query = new URLSearchParams(current);
  query.delete('users');
  const rest = query.toString();
  const selection = users.length > 0 ? `users=${users.join(',')}` : '';
  const all = [selection, rest].filter(Boolean).join('&');
  return all ? `/compare?${all}` : '/compare';
}
