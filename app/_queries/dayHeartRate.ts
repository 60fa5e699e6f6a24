/** One local day of a user's heart rate in buckets. */
import { queryOptions } from '@tanstack/react-query';
import { windowParameters } from '#app/_charts/timeWindow.ts';
import { withAbsoluteTimes } from '#lib/contract/times.ts';
import type { LocalDate } from '#lib/time/dateArithmetic.ts';
import { localDay } from '#lib/time/timeZone.ts';
import { fetchJson } from './fetchJson.ts';
import { heartRateKey, isHeartRate } from './heartRate.ts';

export interface DayAsk {
  date: LocalDate;
  timeZone: string;
  resolution: '1m' | '15m';
}

/** What the query is about, for the server to ask the same: ms UTC, from 23 to 25 hours. */
export function dayWindow({ date, timeZone }: Pick<DayAsk, 'date' | 'timeZone'>) {
  const { startMs, endMs } = localDay(date, timeZone);
  return { start: startMs, end: endMs };
}

export function dayHeartRateQuery(userId: string, ask: DayAsk) {
  const { resolution, date } = ask;
  const query = new URLSearchParams({
    ...windowParameters(dayWindow(ask)),
    resolution,
    times: 'delta',
  });
  const url = `/api/users/${encodeURIComponent(userId)}/heart-rate?${query}`;
  return queryOptions({
    queryKey: [...heartRateKey(userId), 'day', date, resolution] as const,
    queryFn: async ({ signal }) => withAbsoluteTimes(await fetchJson(url, isHeartRate, { signal })),
    staleTime: 60_000,
  });
}
