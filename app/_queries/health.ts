/** Whether the server and its database are there: asked while a page shows that it failed. */
import { queryOptions } from '@tanstack/react-query';
import { healthAnswer } from '#lib/contract/health.ts';
import { fetchJson } from './fetchJson.ts';

const askAgainMs = 4_000;

export function healthQuery() {
  return queryOptions({
    queryKey: ['health'] as const,
    queryFn: ({ signal }) => fetchJson('/api/health', healthAnswer, { signal }),
    retry: false,
    refetchInterval: askAgainMs,
    staleTime: 0,
    gcTime: 0,
  });
}
