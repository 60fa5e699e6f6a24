/** Routes that follow runs and tell what is to come. */
import { z } from 'zod';
import { logsQuery, runIdParam } from '../ingestions.ts';
import { type DocumentedRoute, plain } from '../route.ts';
import { scheduleAnswer, scheduleQuery } from '../schedule.ts';

export const runRoutes = {
  followRunLogs: {
    ...plain,
    method: 'get',
    path: '/api/ingestions/{id}/logs/stream',
    tag: 'Ingestion',
    summary: 'Follow the log of a run',
    description:
      'Server-sent events: one for each log line, as it is written, with the line as JSON (LogLine) in data and its id in id; when the run has ended an event named end with {"status"}, and then the stream closes. A browser’s EventSource that lost the connection goes on after the last line it had, by the header Last-Event-ID; after does the same for others. While nothing is written a comment is sent every 15 seconds.',
    params: z.object({ id: runIdParam }),
    query: logsQuery.pick({ after: true }),
    answer: z.string().meta({ description: 'Events as the HTML standard writes them' }),
    media: ['text/event-stream'],
    answers: 'The lines after the one named, and those to come',
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
      'The last and the next run of every source of every user, who is overdue, the entries of the crontab with their next time, and the workers that are alive. Times of the schedule come from the crontab of the worker that started last; without a living worker nothing will run at them.',
    query: scheduleQuery,
    answer: scheduleAnswer,
    answers: 'The sources by user, with those that are overdue first',
  },
} satisfies Record<string, DocumentedRoute>;
