/** A user's daily summaries. */
import { queryOptions } from '@tanstack/react-query';
import type { SummaryAnswer } from '#lib/contract/users.ts';
import { addDays, type LocalDate } from '#lib/time/dateArithmetic.ts';
import { answerWith, fetchJson } from './fetchJson.ts';

const isSummary = answerWith<SummaryAnswer>('days');
export const summaryKey = (userId: string) => ['summary', userId] as const;
const summaryPageDays = 14;

/** Local days of page `page`, counted back from `lastDay`; both ends included. */
export function summaryPage(
  lastDay: LocalDate,
  page: number,
): { start: LocalDate; end: LocalDate } {
  const end = addDays(lastDay, -summaryPageDays * page);
  return { start: addDays(end, 1 - summaryPageDays), end };
}

/** @param start @param end local days, both included. */
export function summaryQuery(userId: string, start: LocalDate, end: LocalDate) {
  const query = new URLSearchParams({ start, end });
  const url = `/api/users/${encodeURIComponent(userId)}/summary?${query}`;
  return queryOptions({
    queryKey: [...summaryKey(userId), start, end] as const,
    queryFn: ({ signal }) => fetchJson(url, isSummary, { signal }),
    staleTime: 60_000,
  });
}
