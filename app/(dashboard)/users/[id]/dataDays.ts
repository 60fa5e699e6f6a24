/** The local days between a user's first and last sample, and dates of addresses among them. */
import type { User } from '#lib/contract/users.ts';
import { isLocalDate, type LocalDate } from '#lib/time/dateArithmetic.ts';
import { localDateOf } from '#lib/time/timeZone.ts';

export interface DataDays {
  first: LocalDate;
  last: LocalDate;
}

/** @returns undefined for a user without samples. */
export function dataDaysOf(user: User): DataDays | undefined {
  const { firstSample, lastSample, timeZone } = user;
  if (firstSample === null || lastSample === null) return undefined;
  return { first: localDateOf(firstSample, timeZone), last: localDateOf(lastSample, timeZone) };
}

/** The date of an address, moved to the nearest day between the ends; the last where it is none. */
export function dateInAddress(text: unknown, { first, last }: DataDays): LocalDate {
  if (typeof text !== 'string' || !isLocalDate(text) || text > last) return last;
  return text < first ? first : text;
}
