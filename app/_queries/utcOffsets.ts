/** What the clock of a user's device was ahead of UTC. */
import { queryOptions } from '@tanstack/react-query';
import type { UtcOffsetsAnswer } from '#lib/contract/utcOffsets.ts';
import { answerWith, fetchJson } from './fetchJson.ts';

const isOffsets = answerWith<UtcOffsetsAnswer>('sources');

/** @param window ms UTC, the end excluded. */
export function utcOffsetsQuery(userId: string, window: { start: number; end: number }) {
  const [start, end] = [window.start, window.end + 1].map((ms) => new Date(ms).toISOString());
  const query = new URLSearchParams({ start: start ?? '', end: end ?? '' });
  const url = `/api/users/${encodeURIComponent(userId)}/utc-offsets?${query}`;
  return queryOptions({
    queryKey: ['utc-offsets', userId, start, end] as const,
    queryFn: ({ signal }) => fetchJson(url, isOffsets, { signal }),
    staleTime: 300_000,
  });
}
