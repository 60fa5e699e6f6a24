/** Questions about many local days of one user, both ends included. */
import { queryOptions } from '@tanstack/react-query';
import type { TrendPeriod } from '#lib/analytics/trends.ts';
import type {
  CalendarAnswer,
  DistributionAnswer,
  RhythmAnswer,
  TrendsAnswer,
  TypicalDayAnswer,
} from '#lib/contract/analytics.ts';
import type { LocalDate } from '#lib/time/dateArithmetic.ts';
import { answerWith, type Check, fetchJson } from './fetchJson.ts';

export interface DaySpan {
  start: LocalDate;
  end: LocalDate;
}

function question<Answer>(
  userId: string,
  path: string,
  span: DaySpan & { by?: string },
  check: Check<Answer>,
) {
  const query = new URLSearchParams({ ...span });
  const url = `/api/users/${encodeURIComponent(userId)}/${path}?${query}`;
  return queryOptions({
    queryKey: [path, userId, span.start, span.end, span.by ?? ''] as const,
    queryFn: ({ signal }) => fetchJson(url, check, { signal }),
    staleTime: 60_000,
  });
}

const isRhythm = answerWith<RhythmAnswer>('days');
export const rhythmQuery = (userId: string, { start, end }: DaySpan) =>
  question(userId, 'rhythm', { start, end }, isRhythm);

const isTypicalDay = answerWith<TypicalDayAnswer>('weekdays', 'weekends');
export const typicalDayQuery = (userId: string, { start, end }: DaySpan) =>
  question(userId, 'typical-day', { start, end }, isTypicalDay);

const isDistribution = answerWith<DistributionAnswer>('bpm', 'count');
export const distributionQuery = (userId: string, { start, end }: DaySpan) =>
  question(userId, 'distribution', { start, end }, isDistribution);

const isTrends = answerWith<TrendsAnswer>('points');
export const trendsQuery = (userId: string, { start, end, by }: DaySpan & { by: TrendPeriod }) =>
  question(userId, 'trends', { start, end, by }, isTrends);

const isCalendar = answerWith<CalendarAnswer>('date', 'minutesWithData');
export const calendarQuery = (userId: string, { start, end }: DaySpan) =>
  question(userId, 'calendar', { start, end }, isCalendar);
