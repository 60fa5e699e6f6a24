/** Runs, a page at a time; asked again quickly while one of them is at work. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { Run, RunsAnswer } from '#lib/contract/ingestions.ts';
import { type RunSort, runSorts, runStatuses, runTriggers } from '#lib/contract/limits.ts';
import { userIdPattern } from '#lib/userIdPattern.ts';
import { answerWith, fetchJson } from './fetchJson.ts';

/** What the address says about the list. */
export interface RunFilter {
  user: string | undefined;
  status: Run['status'] | undefined;
  source: string | undefined;
  trigger: Run['trigger'] | undefined;
  sort: RunSort;
  /** From 1. */
  page: number;
}

const isRuns = answerWith<RunsAnswer>('runs', 'total');
export const runsPageSize = 50;
const idleMs = 5_000;
const activeMs = 2_000;

/** A run that has not ended yet. */
export function isActive(run: Pick<Run, 'status'>): boolean {
  return run.status === 'queued' || run.status === 'running';
}

/** The filter in a page's address; what makes no sense is left out. */
export function parseRunFilter(parameters: Partial<Record<keyof RunFilter, unknown>>): RunFilter {
  const { user, source, page } = parameters;
  return {
    user: typeof user === 'string' && userIdPattern.test(user) ? user : undefined,
    source: typeof source === 'string' && /^[a-z0-9-]{1,60}$/.test(source) ? source : undefined,
    status: runStatuses.find((candidate) => candidate === parameters.status),
    trigger: runTriggers.find((candidate) => candidate === parameters.trigger),
    sort: runSorts.find((candidate) => candidate === parameters.sort) ?? 'newest',
    page: typeof page === 'string' && /^[1-9]\d{0,5}$/.test(page) ? Number(page) : 1,
  };
}

/** The address of the list; what goes without saying stays out of it. */
export function runsAddress(filter: RunFilter, change: Partial<RunFilter>): string {
  const { user, status, source, trigger, sort, page } = { ...filter, ...change };
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries({ user, status, source, trigger }))
    if (value) query.set(name, value);
  if (sort !== 'newest') query.set('sort', sort);
  if (page > 1) query.set('page', String(page));
  return query.size > 0 ? `/runs?${query}` : '/runs';
}

/** The same filter as the question behind it. */
export function runsQuestion({ page, ...filter }: RunFilter) {
  return { ...filter, limit: runsPageSize, offset: (page - 1) * runsPageSize };
}

export function runsQuery(filter: RunFilter) {
  const question = runsQuestion(filter);
  return queryOptions({
    queryKey: ['runs', question] as const,
    queryFn: ({ signal }) => {
      const query = new URLSearchParams();
      for (const [name, value] of Object.entries(question))
        if (value) query.set(name, String(value));
      return fetchJson(`/api/ingestions?${query}`, isRuns, { signal });
    },
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.data?.runs.some(isActive) ? activeMs : idleMs),
  });
}
