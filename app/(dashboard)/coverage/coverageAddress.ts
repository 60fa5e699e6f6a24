/** The view of everybody's coverage as its address has it; what makes no sense there is left out. */
import { coverageSorts } from '#lib/contract/limits.ts';
import { type CoverageState, coverageStates } from '#lib/coverage/states.ts';
import { addDays, isLocalDate, type LocalDate } from '#lib/time/dateArithmetic.ts';

export const spans = [14, 30, 92] as const;
export const pageSize = 50;

export const sortLabels: Record<(typeof coverageSorts)[number], string> = {
  id: 'Identifier',
  synced: 'Not synced for longest',
  failed: 'Most failed days',
  share: 'Least heart rate',
};

export interface CoverageView {
  end: LocalDate;
  span: (typeof spans)[number];
  q: string;
  state: CoverageState | undefined;
  sort: (typeof coverageSorts)[number];
  page: number;
}

type Parameters = Record<string, string | string[] | undefined>;

/** @param today the last day that anybody may look for. */
export function parseCoverageView(parameters: Parameters, today: LocalDate): CoverageView {
  const text = (name: string) => {
    const value = parameters[name];
    return typeof value === 'string' ? value : '';
  };
  const end = text('end');
  const page = Number(text('page'));
  return {
    end: isLocalDate(end) && end < today ? end : today,
    span: spans.find((span) => String(span) === text('span')) ?? 30,
    q: text('q').slice(0, 100),
    state: coverageStates.find((state) => state === text('state')),
    sort: coverageSorts.find((sort) => sort === text('sort')) ?? 'id',
    page: Number.isInteger(page) && page >= 1 && page <= 10_000 ? page : 1,
  };
}

export function firstDayOf({ end, span }: Pick<CoverageView, 'end' | 'span'>): LocalDate {
  return addDays(end, 1 - span);
}

/** The address of the view with some of it changed; a change leads back to the first page. */
export function coverageAddress(
  view: CoverageView,
  today: LocalDate,
  change: Partial<CoverageView> = {},
): string {
  const { end, span, q, state, sort, page } = { ...view, page: 1, ...change };
  const query = new URLSearchParams();
  if (end !== today) query.set('end', end);
  if (span !== 30) query.set('span', String(span));
  if (q) query.set('q', q);
  if (state) query.set('state', state);
  if (sort !== 'id') query.set('sort', sort);
  if (page > 1) query.set('page', String(page));
  return query.size > 0 ? `/coverage?${query}` : '/coverage';
}
