/** Several users' heart rates in a window, on one grid. */
import { queryOptions } from '@tanstack/react-query';
import type { Ask } from '#app/_charts/ask.ts';
import { windowParameters } from '#app/_charts/timeWindow.ts';
import { heartRatesAnswer } from '#lib/contract/heartRate.ts';
import { fetchJson } from './fetchJson.ts';

export function heartRatesQuery(users: readonly string[], ask: Ask) {
  const { start, end } = windowParameters(ask);
  const query = new URLSearchParams({
    users: users.join(','),
    start,
    end,
    resolution: 'auto',
    points: String(ask.points),
  });
  return queryOptions({
    queryKey: ['heart-rates', users.join(','), ask.start, ask.end, ask.points] as const,
    queryFn: ({ signal }) => fetchJson(`/api/heart-rate?${query}`, heartRatesAnswer, { signal }),
    staleTime: 60_000,
    enabled: users.length > 0,
  });
}
