/** The routes that look at many days at once. */
import {
  analysedDays,
  calendarAnswer,
  distributionAnswer,
  rhythmAnswer,
  summarisedDays,
  trendsAnswer,
  trendsQuery,
  typicalDayAnswer,
} from '../analytics.ts';
import { ofUser } from '../common.ts';
import { inRecordableYears } from '../recordable.ts';
import { type DocumentedRoute, plain } from '../route.ts';

const weeks = { start: '2026-03-02', end: '2026-03-29' };

export const analyticsRoutes = {
  getRhythm: {
    ...plain,
    method: 'get',
    path: '/api/users/{id}/rhythm',
    tag: 'Heart rate',
    summary: 'Each hour of each day of one user',
    description:
      'One entry for every local day from start to end, both included, with the mean of all samples in each of the 24 hours of the user’s clock. Hours without samples are null; an hour that a clock change shows twice is the mean over both. At most two years.',
    params: ofUser,
    query: inRecordableYears(analysedDays),
    answer: rhythmAnswer,
    answers: 'The days, oldest first',
    errors: ['USER_NOT_FOUND'],
    example: { params: { id: 'user1' }, query: weeks },
  },
  getTypicalDay: {
    ...plain,
    method: 'get',
    path: '/api/users/{id}/typical-day',
    tag: 'Heart rate',
    summary: 'The typical weekday and weekend day of one user',
    description:
      'Median and quartiles by time of day, over the means of quarter-hours: each day counts once, however many samples it has. Saturday and Sunday are the weekend. Quarter-hours that no day has are absent. Local days, both included; at most forty years.',
    params: ofUser,
    query: inRecordableYears(summarisedDays),
    answer: typicalDayAnswer,
    answers: 'Two profiles in parallel columns',
    errors: ['USER_NOT_FOUND'],
    example: { params: { id: 'user1' }, query: weeks },
  },
  getDistribution: {
    ...plain,
    method: 'get',
    path: '/api/users/{id}/distribution',
    tag: 'Heart rate',
    summary: 'How many minutes at each heart rate',
    description:
      'Minutes by the mean of their samples, rounded to the whole beat, with the quartiles of these rounded means. Minutes and not samples are counted, because devices record at changing intervals. Local days, both included; at most forty years.',
    params: ofUser,
    query: inRecordableYears(summarisedDays),
    answer: distributionAnswer,
    answers: 'Minutes by heart rate, ascending',
    errors: ['USER_NOT_FOUND'],
    example: { params: { id: 'user1' }, query: weeks },
  },
  getTrends: {
    ...plain,
    method: 'get',
    path: '/api/users/{id}/trends',
    tag: 'Heart rate',
    summary: 'Days, weeks or months of one user',
    description:
      'One point for every day, week from Monday, or month of the range, cut at its ends: medians over its days of resting heart rate, lowest and highest sample, and minutes in each zone on an average day. rollingMedian is the median resting heart rate of the 28 days up to the end of the point, null when fewer than 7 are known. days, restingDays and rollingKnown say on how many days the figures rest. At most forty years by week or month, two years by day.',
    params: ofUser,
    query: inRecordableYears(trendsQuery),
    answer: trendsAnswer,
    answers: 'The points, oldest first',
    errors: ['USER_NOT_FOUND'],
    example: { params: { id: 'user1' }, query: { ...weeks, by: 'week' } },
  },
  getCalendar: {
    ...plain,
    method: 'get',
    path: '/api/users/{id}/calendar',
    tag: 'Heart rate',
    summary: 'The days of years of one user, in columns',
    description:
      'Mean, lowest and highest sample, resting heart rate and minutes with data of every local day from start to end, both included, that has data; the others are absent. One method of the resting heart rate throughout; null where a day has none by it. At most forty years.',
    params: ofUser,
    query: inRecordableYears(summarisedDays),
    answer: calendarAnswer,
    answers: 'The days, oldest first',
    errors: ['USER_NOT_FOUND'],
    example: { params: { id: 'user1' }, query: weeks },
  },
} satisfies Record<string, DocumentedRoute>;
