/** One run, followed until it ends. */
import { queryOptions } from '@tanstack/react-query';
import type { RunAnswer } from '#lib/contract/ingestions.ts';
import { answerWith, fetchJson } from './fetchJson.ts';
import { isActive } from './runs.ts';

export const isRunAnswer = answerWith<RunAnswer>('run');
const followMs = 1_000;

export function runQuery(id: number) {
  return queryOptions({
    queryKey: ['run', id] as const,
    queryFn: ({ signal }) => fetchJson(`/api/ingestions/${id}`, isRunAnswer, { signal }),
    refetchInterval: ({ state }) => (state.data && !isActive(state.data.run) ? false : followMs),
  });
}
