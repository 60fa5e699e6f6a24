/** One run, followed until it ends. */
import { queryOptions } from '@tanstack/react-query';
import { runAnswer } from '#lib/contract/ingestions.ts';
import { fetchJson } from './fetchJson.ts';
import { isActive } from './runs.ts';

const followMs = 1_000;

export function runQuery(id: number) {
  return queryOptions({
    queryKey: ['run', id] as const,
    queryFn: ({ signal }) => fetchJson(`/api/ingestions/${id}`, runAnswer, { signal }),
    refetchInterval: ({ state }) => (state.data && !isActive(state.data.run) ? false : followMs),
  });
}
