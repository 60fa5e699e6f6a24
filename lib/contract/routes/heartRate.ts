/** The routes that answer with heart rates, and with what is said of windows and days of them. */
import { ofUser } from '../common.ts';
import {
  heartRateAnswer,
  heartRateQuery,
  heartRatesAnswer,
  heartRatesQuery,
} from '../heartRate.ts';
import { inKnownZone, inRecordableYears } from '../recordable.ts';
import { type DocumentedRoute, plain } from '../route.ts';
import { statisticsAnswer, statisticsQuery } from '../statistics.ts';
import { summaryAnswer, summaryQuery } from '../users.ts';
import { utcOffsetsAnswer, utcOffsetsQuery } from '../utcOffsets.ts';

const day = { start: '2026-03-29T00:00:00+01:00', end: '2026-03-30T00:00:00+01:00' };

export const heartRateRoutes = {
  getHeartRate: {
    ...plain,
    method: 'get',
    path: '/api/users/{id}/heart-rate',
    tag: 'Heart rate',
    summary: 'Heart rate of one user over a window',
    description:
      'Answers in parallel columns: t holds the times in milliseconds UTC, the others belong to the t at the same place. With resolution=raw there is value, the samples as stored; else there are avg, min, max and count of each bucket, and t is where the bucket begins. Buckets follow the user’s local clock, and those of 1d are the user’s local days. A bucket without a sample is absent, never 0. auto takes the finest resolution of which the window holds no more than points; any other is obeyed, or refused with 422 and the reason when the answer would grow too large.',
    params: ofUser,
    query: inRecordableYears(heartRateQuery),
    answer: heartRateAnswer,
    answers: 'The window in the resolution that it names',
    errors: ['USER_NOT_FOUND', 'SOURCE_NOT_FOUND', 'RESOLUTION_REFUSED'],
    example: { params: { id: 'user1' }, query: day },
  },
  getHeartRates: {
    ...plain,
    method: 'get',
    path: '/api/heart-rate',
    tag: 'Heart rate',
    summary: 'Heart rate of several users on one grid',
    description:
      'The same as for one user, for several at once: all in the same resolution and in the same buckets, so that they can be laid over each other. The grid follows timeZone, or the zone of the first user named.',
    query: inKnownZone(inRecordableYears(heartRatesQuery)),
    answer: heartRatesAnswer,
    answers: 'One series a user, in the order asked',
    errors: ['USER_NOT_FOUND', 'RESOLUTION_REFUSED'],
    example: { query: { users: 'user1,user2', ...day } },
  },
  getSummary: {
    ...plain,
    method: 'get',
    path: '/api/users/{id}/summary',
    tag: 'Heart rate',
    summary: 'Daily summaries of one user',
    description:
      'One entry for each local day that has data, first to last, both ends included: resting heart rate and how it was found, minutes in each heart-rate zone, minutes with data, and count, mean, minimum and maximum of the samples. Days without data are absent.',
    params: ofUser,
    query: inRecordableYears(summaryQuery),
    answer: summaryAnswer,
    answers: 'The days, oldest first',
    errors: ['USER_NOT_FOUND'],
    example: { params: { id: 'user1' }, query: { start: '2026-03-23', end: '2026-03-29' } },
  },
  getStatistics: {
    ...plain,
    method: 'get',
    path: '/api/users/{id}/statistics',
    tag: 'Heart rate',
    summary: 'A window of one user in a few figures',
    description:
      'Mean, minimum and maximum of all samples from start to before end, how many there are, in how many minutes, and which share of the window’s minutes that is (coverage). Where the user has heart-rate zones, the minutes in each: on whole local days as the daily summaries have them, else a minute counts for the zone that holds its mean. mean, min and max are null without samples.',
    params: ofUser,
    query: inRecordableYears(statisticsQuery),
    answer: statisticsAnswer,
    answers: 'The figures of the window',
    errors: ['USER_NOT_FOUND'],
    example: { params: { id: 'user1' }, query: day },
  },
  getUtcOffsets: {
    ...plain,
    method: 'get',
    path: '/api/users/{id}/utc-offsets',
    tag: 'Heart rate',
    summary: 'Clock of the device, where a source tells it',
    description:
      'On a journey the device’s clock leaves the user’s own zone. For each source that says so of its samples: t, the first sample of each stretch with one offset, and offsetSeconds. The first stretch may begin before start. Days are cut by the user’s own zone wherever the device was.',
    params: ofUser,
    query: inRecordableYears(utcOffsetsQuery),
    answer: utcOffsetsAnswer,
    answers: 'Stretches by source, oldest first',
    errors: ['USER_NOT_FOUND'],
    example: { params: { id: 'user1' }, query: day },
  },
} satisfies Record<string, DocumentedRoute>;
