/** Runs, newest first, page by page; asked again quickly while one of them is at work. */
import { infiniteQueryOptions } from '@tanstack/react-query';
import type { Run, RunsAnswer } from '#lib/contract/ingestions.ts';
import { runStatuses } from '#lib/contract/limits.ts';
import { userIdPattern } from '#lib/userIdPattern.ts';
import { answerWith, fetchJson } from './fetchJson.ts';

export interface RunFilter {
  user: string | undefined;
  status: Run['status'] | undefined;
}

const isRuns = answerWith<RunsAnswer>('runs', 'nextCursor');
export const runsPageSize = 50;
const idleMs = 5_000;
const activeMs = 2_000;

/** A run that has not ended yet. */
export function isActive(run: Pick<Run, 'status'>): boolean {
  return run.status === 'queued' || run.status === 'running';
}

/** The filter in a page's address; what makes no sense is left out. */
export function parseRunFilter(parameters: { user?: unknown; status?: unknown }): RunFilter {
  const status = runStatuses.find((candidate) => candidate === parameters.status);
  const { user } = parameters;
  return { user: typeof user === 'string' && userIdPattern.test(user) ? user : undefined, status };
}

export function runsQuery({ user, status }: RunFilter) {
  return infiniteQueryOptions({
    queryKey: ['runs', user ?? '', status ?? ''] as const,
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams({ limit: String(runsPageSize) });
      if (user) query.set('user', user);
      if (status) query.set('status', status);
      if (pageParam) query.set('cursor', String(pageParam));
      return fetchJson(`/api/ingestions?${query}`, isRuns, { signal });
    },
    initialPageParam: 0,
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: ({ state }) =>
      state.data?.pages.some((page) => page.runs.some(isActive)) ? activeMs : idleMs,
  });
}
