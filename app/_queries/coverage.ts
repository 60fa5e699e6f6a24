/** What the coverage ledger says of a user's days, and from when to when data is expected of them. */
import { queryOptions } from '@tanstack/react-query';
import type {
  EnrolmentAnswer,
  EnrolmentRequest,
  UserCoverageAnswer,
} from '#lib/contract/coverage.ts';
import { daysBetween, type LocalDate } from '#lib/time/dateArithmetic.ts';
import { answerWith, fetchJson } from './fetchJson.ts';

const isCoverage = answerWith<UserCoverageAnswer>('days', 'timeZone');
export const coverageKey = (userId: string) => ['coverage', userId] as const;

/** Longer than this a quarter-hour is too narrow to be seen, and their number too large to be sent. */
const mostDaysByQuarters = 62;

interface CoverageAsk {
  /** Local days, both included. */
  start: LocalDate;
  end: LocalDate;
  /** One source alone; all of them, merged, when absent. */
  source?: string | undefined;
}

/** By quarter-hours as far as they can be seen, else by days. */
export function coverageQuery(userId: string, { start, end, source }: CoverageAsk) {
  const detail = daysBetween(start, end) < mostDaysByQuarters ? 'quarters' : 'days';
  const query = new URLSearchParams({ start, end, detail, ...(source && { source }) });
  const url = `/api/users/${encodeURIComponent(userId)}/coverage?${query}`;
  return queryOptions({
    queryKey: [...coverageKey(userId), source ?? '', start, end] as const,
    queryFn: ({ signal }) => fetchJson(url, isCoverage, { signal }),
    staleTime: 60_000,
  });
}

const isEnrolment = answerWith<EnrolmentAnswer>('userId', 'enrolledOn', 'withdrawnOn');

/** Sets from when to when data is expected of a user. */
export function setEnrolment(userId: string, body: EnrolmentRequest): Promise<EnrolmentAnswer> {
  return fetchJson(`/api/users/${encodeURIComponent(userId)}/enrolment`, isEnrolment, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}
