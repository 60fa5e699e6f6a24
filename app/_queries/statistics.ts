/** The figures of a window. */
import { queryOptions } from '@tanstack/react-query';
import { type TimeWindow, windowParameters } from '#app/_charts/timeWindow.ts';
import type { StatisticsAnswer } from '#lib/contract/statistics.ts';
import { answerWith, fetchJson } from './fetchJson.ts';

const isStatistics = answerWith<StatisticsAnswer>('samples', 'coverage', 'zones');
export const statisticsKey = (userId: string) => ['statistics', userId] as const;

export function statisticsQuery(userId: string, window: TimeWindow) {
  const query = new URLSearchParams(windowParameters(window));
  const url = `/api/users/${encodeURIComponent(userId)}/statistics?${query}`;
  return queryOptions({
    queryKey: [...statisticsKey(userId), window.start, window.end] as const,
    queryFn: ({ signal }) => fetchJson(url, isStatistics, { signal }),
    staleTime: 60_000,
  });
}
