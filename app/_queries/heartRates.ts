/** Several users' heart rates in a window, on one grid. */
import { queryOptions } from '@tanstack/react-query';
import type { Ask } from '#app/_charts/ask.ts';
import { windowParameters } from '#app/_charts/timeWindow.ts';
import type { HeartRatesAnswer } from '#lib/contract/heartRate.ts';
import { withAbsoluteTimes } from '#lib/contract/times.ts';
import { answerWith, fetchJson } from './fetchJson.ts';

const isHeartRates = answerWith<HeartRatesAnswer>('series');

export function heartRatesQuery(users: readonly string[], ask: Ask) {
  const { start, end } = windowParameters(ask);
  const query = new URLSearchParams({
    users: users.join(','),
    start,
    end,
    resolution: 'auto',
    points: String(ask.points),
    times: 'delta',
  });
  return queryOptions({
    queryKey: ['heart-rates', users.join(','), ask.start, ask.end, ask.points] as const,
    queryFn: async ({ signal }) => {
      const answer = await fetchJson(`/api/heart-rate?${query}`, isHeartRates, { signal });
      return { series: answer.series.map(withAbsoluteTimes) };
    },
    staleTime: 60_000,
    enabled: users.length > 0,
  });
}
