/** The routes that ask for runs, follow them and tell what is to come. */
import { z } from 'zod';
import { ofUser } from '../common.ts';
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
} from '../ingestions.ts';
import { inRecordableYears } from '../recordable.ts';
import { type DocumentedRoute, plain } from '../route.ts';
import { scheduleAnswer, scheduleQuery } from '../schedule.ts';

const ofRun = z.object({ id: runIdParam });
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

export const runRoutes = {
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
  followRunLogs: {
    ...plain,
    method: 'get',
    path: '/api/ingestions/{id}/logs/stream',
    tag: 'Ingestion',
    summary: 'Follow the log of a run',
    description:
      'Server-sent events: one for each log line, as it is written, with the line as JSON (LogLine) in data and its id in id; when the run has ended an event named end with {"status"}, and then the stream closes. A browser’s EventSource that lost the connection goes on after the last line it had, by the header Last-Event-ID; after does the same for others. While nothing is written a comment is sent every 15 seconds.',
    params: ofRun,
    query: logsQuery.pick({ after: true }),
    answer: z.string().meta({ description: 'Events as the HTML standard writes them' }),
    media: ['text/event-stream'],
    answers: 'The lines after the one named, and those to come',
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
  getSchedule: {
    ...plain,
    method: 'get',
    path: '/api/schedule',
    tag: 'Ingestion',
    summary: 'What runs by itself, and when',
    description:
      'The last and the next run of every source of every user, who is overdue, the entries of the crontab with their next time, and the workers that are alive. Times of the schedule come from the crontab of the worker that started last; without a living worker nothing will run at them. Find users by q, keep those overdue or the others, and order them by sort. A page holds limit sources, after offset of them; matching says how many there are.',
    query: scheduleQuery,
    answer: scheduleAnswer,
    answers: 'A page of the sources, and how many match',
  },
} satisfies Record<string, DocumentedRoute>;
