/** What the overview's address asks for; filtered, sorted and paged by the question itself. */
import { z } from 'zod';
import { type OverviewParameters, sortKeys } from './overviewAddress.ts';

export const usersPerPage = 48;

export const overviewParameters: z.ZodType<OverviewParameters> = z.object({
  q: z.string().trim().max(100).catch(''),
  sort: z.enum(sortKeys).catch('name'),
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
});

/** The last page of so many users; there is always one. */
export function lastPageOf(matching: number): number {
  return Math.max(1, Math.ceil(matching / usersPerPage));
}
