/** Whether the server and its database are there: asked while a page shows that it failed. */
import { queryOptions } from '@tanstack/react-query';
import type { HealthAnswer } from '#lib/contract/health.ts';
import { answerWith, fetchJson } from './fetchJson.ts';

const isHealth = answerWith<HealthAnswer>('status');
const askAgainMs = 4_000;

export function healthQuery() {
  return queryOptions({
    queryKey: ['health'] as const,
    queryFn: ({ signal }) => fetchJson('/api/health', isHealth, { signal }),
    retry: false,
    refetchInterval: askAgainMs,
    staleTime: 0,
    gcTime: 0,
  });
}
