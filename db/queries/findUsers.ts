/** Whom a word finds, in an order, a page of them: over all users, without their samples. */

import type { UserSort } from '#lib/contract/limits.ts';
import type { User } from '#lib/contract/users.ts';
import { database } from '../client.ts';
import { getUsers } from './getUsers.ts';
import { restingHeartRates } from './restingHeartRates.ts';

export interface UsersQuestion {
  /** Part of a name, identifier or key of a source, in any case. */
  q?: string | undefined;
  sort?: UserSort | undefined;
  offset?: number;
  /** Default: all. */
  limit?: number | undefined;
}

export interface FoundUsers {
  users: User[];
  /** How many there are besides the page. */
  matching: number;
  /** How many there are at all. */
  total: number;
}

/** Sorted here: a thousand short rows cost less than a collation that counts as people do. */
const byName = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

export async function findUsers(question: UsersQuestion): Promise<FoundUsers> {
  const { q = '', sort, offset = 0, limit } = question;
  const needle = q.trim().toLowerCase();
  const all = await getUsers();
  const matching = all.filter(({ id, name, sources }) =>
    [id, name, ...sources].some((text) => text.toLowerCase().includes(needle)),
  );
  const sorted =
    sort === undefined ? matching : sortUsers(matching, await valuesFor(sort, all), sort);
  return {
    users: sorted.slice(offset, limit === undefined ? undefined : offset + limit),
    matching: matching.length,
    total: all.length,
  };
}

/** Those without a value come last, whatever is sorted by; the newest and the most come first. */
export function sortUsers(
  users: readonly User[],
  values: ReadonlyMap<string, number | null>,
  sort: UserSort,
): User[] {
  const direction = sort === 'resting' ? 1 : -1;
  const names = (a: User, b: User) => byName.compare(a.name, b.name) || byName.compare(a.id, b.id);
  return users.toSorted((a, b) => {
    if (sort === 'name') return names(a, b);
    const [left, right] = [values.get(a.id) ?? null, values.get(b.id) ?? null];
    if (left === null || right === null)
      return Number(left === null) - Number(right === null) || names(a, b);
    return direction * (left - right) || names(a, b);
  });
}

async function valuesFor(
  sort: UserSort,
  users: readonly User[],
): Promise<Map<string, number | null>> {
  if (sort === 'resting') {
    const resting = await restingHeartRates();
    return new Map([...resting].map(([id, { restingHeartRate }]) => [id, restingHeartRate]));
  }
  if (sort === 'run') return await lastRunIds();
  const value = (user: User) => (sort === 'samples' ? user.sampleCount : user.lastSample);
  return new Map(users.map((user) => [user.id, value(user)]));
}

async function lastRunIds(): Promise<Map<string, number>> {
  const rows = await database().sql<{ id: string; run: number }[]>`
    select users.id, last.id::float8 as run from users cross join lateral (
      select id from ingestion_runs where user_id = users.id order by id desc limit 1) as last`;
  return new Map(rows.map(({ id, run }) => [id, run]));
}
