/** Users whom a word finds, the first few by name. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { User } from '#lib/contract/users.ts';
import { answerWith, fetchJson } from './fetchJson.ts';

const isUsers = answerWith<{ users: User[]; matching: number }>('users', 'matching');
const most = 8;

export function usersQuery(words: string) {
  return queryOptions({
    queryKey: ['users', words] as const,
    queryFn: ({ signal }) => {
      const query = new URLSearchParams({
        q: words.slice(0, 100),
        sort: 'name',
        limit: String(most),
      });
      return fetchJson(`/api/users?${query}`, isUsers, { signal });
    },
    placeholderData: keepPreviousData,
  });
}
