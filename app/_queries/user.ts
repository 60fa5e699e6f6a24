/** One user, asked again every so often: lastSample tells of new data. */
import { queryOptions } from '@tanstack/react-query';
import type { UserAnswer } from '#lib/contract/connections.ts';
import { answerWith, fetchJson } from './fetchJson.ts';

const isUser = answerWith<UserAnswer>('user');
/** How soon new data are seen. */
const lookAgainMs = 20_000;

export function userQuery(id: string) {
  return queryOptions({
    queryKey: ['user', id] as const,
    queryFn: async ({ signal }) =>
      (await fetchJson(`/api/users/${encodeURIComponent(id)}`, isUser, { signal })).user,
    refetchInterval: lookAgainMs,
    staleTime: lookAgainMs,
  });
}
