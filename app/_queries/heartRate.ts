/** One user's heart rate in a window, at the finest resolution that fits. */
import { type QueryKey, queryOptions } from '@tanstack/react-query';
import type { Ask } from '#app/_charts/ask.ts';
import { windowParameters } from '#app/_charts/timeWindow.ts';
import type { HeartRateAnswer } from '#lib/contract/heartRate.ts';
import { withAbsoluteTimes } from '#lib/contract/times.ts';
import { answerWith, fetchJson } from './fetchJson.ts';

export const isHeartRate = answerWith<HeartRateAnswer>('resolution', 't', 'timeZone');
export const heartRateKey = (userId: string) => ['heart-rate', userId] as const;
/** Of the merged series, or of one source alone. */
export const seriesKey = (userId: string, source = '') =>
  [...heartRateKey(userId), source] as const;

/** The question that a key of {@link heartRateQuery} stands for; undefined for any other key. */
export function askOf(key: QueryKey): Ask | undefined {
  const [start, end, points] = key.slice(-3).map(Number);
  return start !== undefined && end !== undefined && points !== undefined
    ? { start, end, points }
    : undefined;
}

/** @param source key of one source that is to be seen alone. */
export function heartRateQuery(userId: string, ask: Ask, source?: string) {
  const { start, end } = windowParameters(ask);
  const query = new URLSearchParams({
    start,
    end,
    resolution: 'auto',
    points: String(ask.points),
    times: 'delta',
    ...(source !== undefined && { source }),
  });
  const url = `/api/users/${encodeURIComponent(userId)}/heart-rate?${query}`;
  return queryOptions({
    queryKey: [...seriesKey(userId, source), ask.start, ask.end, ask.points] as const,
    queryFn: async ({ signal }) => withAbsoluteTimes(await fetchJson(url, isHeartRate, { signal })),
    staleTime: 60_000,
  });
}
