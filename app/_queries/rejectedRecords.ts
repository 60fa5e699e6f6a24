/** Records that a run refused or overruled, page by page. */
import { infiniteQueryOptions } from '@tanstack/react-query';
import type { RejectedAnswer } from '#lib/contract/ingestions.ts';
import { answerWith, fetchJson } from './fetchJson.ts';

const isRejected = answerWith<RejectedAnswer>('rejected', 'nextCursor');
export const rejectedPageSize = 100;

export function rejectedRecordsQuery(runId: number) {
  return infiniteQueryOptions({
    queryKey: ['rejected', runId] as const,
    queryFn: ({ pageParam, signal }) =>
      fetchJson(
        `/api/ingestions/${runId}/rejected?after=${pageParam}&limit=${rejectedPageSize}`,
        isRejected,
        { signal },
      ),
    initialPageParam: 0,
    getNextPageParam: (page) => page.nextCursor,
  });
}
