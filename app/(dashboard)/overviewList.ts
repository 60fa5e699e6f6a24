/** Filtering, sorting and paging of the overview: in the address, done on the server. */
import { z } from 'zod';
import type { OverviewUser } from '#lib/contract/overview.ts';
import { type OverviewParameters, type SortKey, sortKeys } from './overviewAddress.ts';

export const usersPerPage = 48;

export const overviewParameters: z.ZodType<OverviewParameters> = z.object({
  q: z.string().trim().max(100).catch(''),
  sort: z.enum(sortKeys).catch('name'),
  page: z.coerce.number().int().min(1).catch(1),
});

/** @returns the users of the page, how many match, and the page as it exists. */
export function overviewPage(users: readonly OverviewUser[], parameters: OverviewParameters) {
  const needle = parameters.q.toLowerCase();
  const matching = users.filter(({ id, name, sources }) =>
    [id, name, ...sources].some((text) => text.toLowerCase().includes(needle)),
  );
  const sorted = matching.toSorted(
    (a, b) => compare(a, b, parameters.sort) || compare(a, b, 'name'),
  );
  const pages = Math.max(1, Math.ceil(sorted.length / usersPerPage));
  const page = Math.min(parameters.page, pages);
  const shown = sorted.slice((page - 1) * usersPerPage, page * usersPerPage);
  return { shown, matching: sorted.length, page, pages };
}

const byName = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** Those without a value come last, whatever is sorted by; the newest and the most come first. */
function compare(a: OverviewUser, b: OverviewUser, key: SortKey): number {
  if (key === 'name') return byName.compare(a.name, b.name) || byName.compare(a.id, b.id);
  const [left, right] = [sortValue(a, key), sortValue(b, key)];
  if (left === null || right === null) return Number(left === null) - Number(right === null);
  return key === 'resting' ? left - right : right - left;
}

function sortValue(user: OverviewUser, key: Exclude<SortKey, 'name'>): number | null {
  if (key === 'last') return user.lastSample;
  if (key === 'resting') return user.restingHeartRate;
  if (key === 'samples') return user.sampleCount;
  return user.lastRun?.queuedAt ?? null;
}
