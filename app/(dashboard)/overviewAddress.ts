/** The overview's order and address, in plain code: the browser needs them without the schemas. */
import { type UserSort, userSorts } from '#lib/contract/limits.ts';

export const sortKeys = userSorts;
export type SortKey = UserSort;

export const sortLabels: Record<SortKey, string> = {
  name: 'Name',
  last: 'Last sample',
  resting: 'Resting heart rate',
  samples: 'Samples',
  run: 'Last run',
};

/** What the address says about the list. */
export interface OverviewParameters {
  q: string;
  sort: SortKey;
  page: number;
}

/** The address of the same list with something changed; defaults stay out of it. */
export function overviewAddress(
  parameters: OverviewParameters,
  change: Partial<OverviewParameters>,
): string {
  const { q, sort, page } = { ...parameters, ...change };
  const query = new URLSearchParams();
  if (q) query.set('q', q);
  if (sort !== 'name') query.set('sort', sort);
  if (page > 1) query.set('page', String(page));
  const text = query.toString();
  return text ? `/?${text}` : '/';
}
