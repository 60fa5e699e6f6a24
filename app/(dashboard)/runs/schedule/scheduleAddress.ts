/** How the schedule is looked at, as its address says; what makes no sense there is left out. */
import { type ScheduleSort, scheduleSorts } from '#lib/contract/limits.ts';

export interface ScheduleView {
  q: string;
  overdue: 'true' | undefined;
  sort: ScheduleSort;
  /** From 1. */
  page: number;
}

export const sourcesPerPage = 100;

export const sortLabels: Record<ScheduleSort, string> = {
  overdue: 'Overdue first',
  name: 'Name, A to Z',
  '-name': 'Name, Z to A',
  run: 'Last run, oldest',
  '-run': 'Last run, newest',
  success: 'Last success, oldest',
  '-success': 'Last success, newest',
  next: 'Next run, soonest',
  '-next': 'Next run, latest',
};

export function parseScheduleView(
  parameters: Partial<Record<keyof ScheduleView, unknown>>,
): ScheduleView {
  const { q, overdue, page } = parameters;
  return {
    q: typeof q === 'string' ? q.trim().slice(0, 100) : '',
    overdue: overdue === 'true' ? 'true' : undefined,
    sort: scheduleSorts.find((sort) => sort === parameters.sort) ?? 'overdue',
    page: typeof page === 'string' && /^[1-9]\d{0,5}$/.test(page) ? Number(page) : 1,
  };
}

/** The address of the view with some of it changed; a change leads back to the first page. */
export function scheduleAddress(view: ScheduleView, change: Partial<ScheduleView> = {}): string {
  const { q, overdue, sort, page } = { ...view, page: 1, ...change };
  const query = new URLSearchParams();
  if (q) query.set('q', q);
  if (overdue) query.set('overdue', overdue);
  if (sort !== 'overdue') query.set('sort', sort);
  if (page > 1) query.set('page', String(page));
  return query.size > 0 ? `/runs/schedule?${query}` : '/runs/schedule';
}

/** How the question behind it names the same. */
export function scheduleQuestion({ page, ...view }: ScheduleView) {
  return { ...view, limit: sourcesPerPage, offset: (page - 1) * sourcesPerPage };
}

export type Column = 'name' | 'run' | 'success' | 'next';

export function directionOf(sort: ScheduleSort, column: Column) {
  if (sort === column) return 'ascending';
  return sort === `-${column}` ? 'descending' : 'none';
}

/** Another column sorts it ascending, the same one turns around. */
export function sortedBy(sort: ScheduleSort, column: Column): ScheduleSort {
  return sort === column ? `-${column}` : column;
}
