/** Every route there is. The handlers are made from this table, and so is the OpenAPI document. */
import { z } from 'zod';
import {
  analysedDays,
  calendarAnswer,
  distributionAnswer,
  rhythmAnswer,
  summarisedDays,
  trendsAnswer,
  trendsQuery,
  typicalDayAnswer,
} from './analytics.ts';
import { userIdParam } from './common.ts';
import {
  connectByLinkRequest,
  connectionAnswer,
  connectLinkAnswer,
  consentAnswer,
  newUserRequest,
  userAnswer,
} from './connections.ts';
import { coverageRoutes } from './coverageRoutes.ts';
import { healthAnswer } from './health.ts';
import { heartRateAnswer, heartRateQuery, heartRatesAnswer, heartRatesQuery } from './heartRate.ts';
import {
  ingestionRequest,
  logsAnswer,
  logsQuery,
  rejectedAnswer,
  rejectedQuery,
  runAnswer,
  runIdParam,
  runsAnswer,
  runsQuery,
} from './ingestions.ts';
import { overviewAnswer } from './overview.ts';
import { inKnownZone, inRecordableYears } from './recordable.ts';
import { type DocumentedRoute, plain } from './route.ts';
import { annotationRoutes } from './routes/annotations.ts';
import { exportRoutes } from './routes/exports.ts';
import { importRoutes } from './routes/imports.ts';
import { runRoutes } from './routes/runs.ts';
import { sourceRoutes } from './routes/sources.ts';
import { statisticsAnswer, statisticsQuery } from './statistics.ts';
import { summaryAnswer, summaryQuery, usersAnswer, usersQuery } from './users.ts';
import { utcOffsetsAnswer, utcOffsetsQuery } from './utcOffsets.ts';

const ofUser = z.object({ id: userIdParam });
const ofRun = z.object({ id: runIdParam });
const day = { start: '2026-03-29T00:00:00+01:00', end: '2026-03-30T00:00:00+01:00' };

const weeks = { start: '2026-03-02', end: '2026-03-29' };

const aPage = 'How many to answer with at most';
const ofRuns = runsQuery.extend({
  user: runsQuery.shape.user.meta({ description: 'Only runs of this user' }),
  status: runsQuery.shape.status.meta({ description: 'Only runs in this state' }),
  limit: runsQuery.shape.limit.meta({ description: aPage }),
});
const ofLogs = logsQuery.extend({
  limit: logsQuery.shape.limit.meta({ description: aPage }),
});
const ofRejected = rejectedQuery.extend({
  after: rejectedQuery.shape.after.meta({ description: 'Only records with a greater id' }),
  limit: rejectedQuery.shape.limit.meta({ description: aPage }),
});

/** Kept loose: its own schema is the OpenAPI specification. */
const openApiAnswer = z
  .object({
    openapi: z.string().meta({ example: '3.1.0' }),
    info: z.record(z.string(), z.unknown()),
    paths: z.record(z.string(), z.unknown()),
  })
  .catchall(z.unknown());

export const routes = {
  getHealth: {
    ...plain,
    method: 'get',
    path: '/api/health',
    tag: 'Service',
    summary: 'Is everything up?',
    description:
      'For monitors and load balancers. Answers 200 when the database can be asked, with its kind (embedded or server), the version of TimescaleDB, and when a worker last gave a sign of life; null when none ever did. Answers 503 when the database is away.',
    answer: healthAnswer,
    answers: 'The database can be asked',
    errors: ['TIMESCALEDB_MISSING'],
  },
  getUsers: {
    ...plain,
    method: 'get',
    path: '/api/users',
    tag: 'Users',
    summary: 'Every user',
    description:
      'Who there is, in which time zone each lives, where the data come from, and from when to when there are samples. firstSample and lastSample are null while there are none. Take an id from here for the other routes. Without limit all users are answered; q finds by name, identifier or source.',
    query: usersQuery,
    answer: usersAnswer,
    answers: 'The users, by id unless sorted, and how many match',
  },
  getUser: {
    ...plain,
    method: 'get',
    path: '/api/users/{id}',
    tag: 'Users',
    summary: 'One user',
    description:
      'The same of one user as the list says of all. lastSample tells whether there is anything new to ask for.',
    params: ofUser,
    answer: userAnswer,
    answers: 'The user',
    errors: ['USER_NOT_FOUND'],
    example: { params: { id: 'user1' } },
  },
  getOverview: {
    ...plain,
    method: 'get',
    path: '/api/overview',
    tag: 'Users',
    summary: 'Every user at a glance',
    description:
      'What the first page shows: each user with the last day that has samples as 15-minute buckets (shape), the latest resting heart rate with its day and method, and the latest run. Buckets without a sample are absent. Without limit all users are answered; with many, ask for pages.',
    query: usersQuery,
    answer: overviewAnswer,
    answers: 'The users, by id unless sorted, with their latest figures',
  },
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
      'Median and quartiles by time of day, over the means of quarter-hours: each day counts once, however many samples it has. Saturday and Sunday are the weekend. Quarter-hours that no day has are absent. Local days, both included; at most two years.',
    params: ofUser,
    query: inRecordableYears(analysedDays),
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
      'Minutes by the mean of their samples, rounded to the whole beat, with the quartiles of these rounded means. Minutes and not samples are counted, because devices record at changing intervals. Local days, both included; at most two years.',
    params: ofUser,
    query: inRecordableYears(analysedDays),
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
  requestIngestion: {
    ...plain,
    method: 'post',
    path: '/api/users/{id}/ingestions',
    tag: 'Ingestion',
    summary: 'Ask for an ingestion',
    description:
      'Puts a run into the queue; a worker takes it up at once, or after the run of the same user that is going on. Without a body it reads what the coverage ledger lacks: days that are missing, failed or may still change (of sources without evidence, from the last sample less the look-back); start and end choose local days, both included; full reads everything again; source names the one of the user’s sources to read. Running twice changes nothing, and asking twice for the same while it waits answers with the same run. Follow the run at the address in Location.',
    params: ofUser,
    body: inRecordableYears(ingestionRequest),
    status: 202,
    answer: runAnswer,
    answers: 'The run, waiting in the queue',
    headers: { Location: 'Address of the run, /api/ingestions/{id}' },
    errors: ['USER_NOT_FOUND', 'SOURCE_MISMATCH', 'SOURCE_NOT_FOUND'],
    example: { params: { id: 'user1' }, body: {} },
  },
  getRuns: {
    ...plain,
    method: 'get',
    path: '/api/ingestions',
    tag: 'Ingestion',
    summary: 'Runs, newest first',
    description:
      'Every ingestion that was asked for, with its state, window, row counts and error. Filter by user, status, source and trigger. A page holds limit runs; pass nextCursor as cursor for the next page, until it is null. In another order, or to jump, use offset; total says how many match.',
    query: ofRuns,
    answer: runsAnswer,
    answers: 'A page of runs',
  },
  getRun: {
    ...plain,
    method: 'get',
    path: '/api/ingestions/{id}',
    tag: 'Ingestion',
    summary: 'One run',
    description:
      'State and figures of one run. Each row read is counted once: as new, changed, unchanged, duplicate, conflicting or rejected. A run whose worker died is interrupted, and the run that took it up again names it in retryOf.',
    params: ofRun,
    answer: runAnswer,
    answers: 'The run as it stands',
    errors: ['RUN_NOT_FOUND'],
    example: { params: { id: '1' } },
  },
  cancelRun: {
    ...plain,
    method: 'post',
    path: '/api/ingestions/{id}/cancel',
    tag: 'Ingestion',
    summary: 'Cancel a run',
    description:
      'A run that waits is taken out of the queue and cancelled at once. One that is running is asked to stop: cancelRequestedAt is set, within a second or so it stops, and its status becomes cancelled; days already stored stay. Where a failed or interrupted run waits for its next attempt, that attempt is called off. Cancelling a cancelled run changes nothing; a run that has ended otherwise is refused with RUN_FINISHED.',
    params: ofRun,
    answer: runAnswer,
    answers: 'The run as it stands then',
    errors: ['RUN_NOT_FOUND', 'RUN_FINISHED'],
    example: { params: { id: '1' } },
  },
  getRunLogs: {
    ...plain,
    method: 'get',
    path: '/api/ingestions/{id}/logs',
    tag: 'Ingestion',
    summary: 'Log lines of a run',
    description:
      'Oldest first. To follow a run, ask again with after set to the id of the last line you have, for as long as running is true.',
    params: ofRun,
    query: ofLogs,
    answer: logsAnswer,
    answers: 'The lines after the one named',
    errors: ['RUN_NOT_FOUND'],
    example: { params: { id: '1' } },
  },
  getRejectedRecords: {
    ...plain,
    method: 'get',
    path: '/api/ingestions/{id}/rejected',
    tag: 'Ingestion',
    summary: 'Records that a run refused',
    description:
      'What was not stored, as it came, with its origin, line and reason; nothing disappears silently. A second value for the same second is here as well, when a later one overruled it. Pass nextCursor as after for the next page, until it is null.',
    params: ofRun,
    query: ofRejected,
    answer: rejectedAnswer,
    answers: 'A page of refused records, in the order they were met',
    errors: ['RUN_NOT_FOUND'],
    example: { params: { id: '1' } },
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
  createUser: {
    ...plain,
    method: 'post',
    path: '/api/users',
    tag: 'Users',
    summary: 'Add a participant',
    description:
      'Adds somebody whose data will come live from Google Health. Nothing is fetched until an account is connected: send the participant a connect link, or connect it yourself. The time zone decides where the participant’s days begin; the account’s own takes its place when it is first connected.',
    body: inKnownZone(newUserRequest),
    status: 201,
    answer: userAnswer,
    answers: 'The participant',
    errors: ['USER_EXISTS'],
    example: { body: { id: 'ada', name: 'Ada', timeZone: 'Europe/London' } },
  },
  getConnection: {
    ...plain,
    method: 'get',
    path: '/api/users/{id}/connection',
    tag: 'Users',
    summary: 'How a user’s account stands',
    description:
      'State of the Google account: connected, reconnect-needed with the reason, or disconnected; and how far the years before the connection have been read. connection is null where none was ever made. missing names what is not configured.',
    params: ofUser,
    answer: connectionAnswer,
    answers: 'The connection, without any token',
    errors: ['USER_NOT_FOUND'],
    example: { params: { id: 'user1' } },
  },
  connect: {
    ...plain,
    method: 'post',
    path: '/api/users/{id}/connect',
    tag: 'Users',
    summary: 'Begin to connect an account',
    description:
      'Answers with the address of Google’s consent screen, to be opened in the same browser within 15 minutes. The cookie that is set binds the answer to this browser.',
    params: ofUser,
    answer: consentAnswer,
    answers: 'Where to go',
    headers: { 'Set-Cookie': 'Binds the answer to this browser' },
    errors: ['USER_NOT_FOUND', 'SOURCE_MISMATCH', 'CONNECTING_UNAVAILABLE'],
    example: { params: { id: 'user1' }, body: {} },
  },
  connectByLink: {
    ...plain,
    method: 'post',
    path: '/api/connect',
    tag: 'Users',
    summary: 'Begin to connect by a link',
    description:
      'The same for a participant who was sent a connect link: link is the last part of its address.',
    body: connectByLinkRequest,
    answer: consentAnswer,
    answers: 'Where to go',
    headers: { 'Set-Cookie': 'Binds the answer to this browser' },
    errors: ['CONNECT_LINK_INVALID', 'CONNECTING_UNAVAILABLE'],
    example: { body: { link: 'the-last-part-of-the-link' }, refused: 'CONNECT_LINK_INVALID' },
  },
  createConnectLink: {
    ...plain,
    method: 'post',
    path: '/api/users/{id}/connect-link',
    tag: 'Users',
    summary: 'A link for the participant',
    description:
      'Makes a link that the participant opens to connect their own account. It is good for seven days and for one connection; only its hash is stored, so it is shown this once.',
    params: ofUser,
    answer: connectLinkAnswer,
    answers: 'The link',
    errors: ['USER_NOT_FOUND', 'SOURCE_MISMATCH', 'CONNECTING_UNAVAILABLE'],
    example: { params: { id: 'user1' }, body: {} },
  },
  disconnect: {
    ...plain,
    method: 'post',
    path: '/api/users/{id}/disconnect',
    tag: 'Users',
    summary: 'Disconnect the account',
    description:
      'Wipes the tokens, withdraws the authorisation at Google as far as Google can be reached, and asks for nothing more. What is stored stays.',
    params: ofUser,
    answer: connectionAnswer,
    answers: 'The connection as it stands then',
    errors: ['USER_NOT_FOUND', 'SOURCE_MISMATCH'],
    example: { params: { id: 'user1' }, body: {} },
  },
  ...runRoutes,
  ...annotationRoutes,
  ...exportRoutes,
  ...coverageRoutes,
  ...sourceRoutes,
  ...importRoutes,
  getOpenApi: {
    ...plain,
    method: 'get',
    path: '/api/openapi.json',
    tag: 'Service',
    summary: 'This description',
    description:
      'All routes as an OpenAPI 3.1 document, made from the schemas that the routes check requests with. Client generators and API browsers read it.',
    answer: openApiAnswer,
    answers: 'The OpenAPI document',
  },
} satisfies Record<string, DocumentedRoute>;

export type RouteName = keyof typeof routes;
