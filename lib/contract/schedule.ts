/** `GET /api/schedule`: when what runs by itself, and who works. */
import { z } from 'zod';
import { epochMs, offsetParam, userIdParam } from './common.ts';
import { run } from './ingestions.ts';
import { scheduleSorts } from './limits.ts';

const reasons = ['queued', 'running', 'retry', 'schedule', 'none'] as const;

const scheduledSource = z
  .object({
    userId: userIdParam,
    name: z.string(),
    source: z.string(),
    lastRun: run.nullable(),
    lastSucceededAt: epochMs.nullable(),
    next: z.object({
      why: z.enum(reasons).meta({
        description:
          'What the next run is: one that waits or goes on, another attempt at one that failed, the schedule, or none, as with files',
      }),
      at: epochMs.nullable().meta({ description: 'Null where it is not known or there is none' }),
    }),
    overdue: z.boolean().meta({
      description: 'The schedule passed by more than an hour ago, and no run has succeeded since',
    }),
  })
  .meta({ id: 'ScheduledSource' });
export type ScheduledSource = z.infer<typeof scheduledSource>;

export const scheduleQuery = z.object({
  q: z.string().max(100).optional().meta({ description: 'Part of a name or identifier' }),
  overdue: z
    .enum(['true', 'false'])
    .optional()
    .meta({ description: 'Only those who are overdue, or only those who are not' }),
  sort: z.enum(scheduleSorts).default('overdue').meta({
    description:
      'overdue: those overdue first, each group by name; name; run: the latest run that ended or was asked for longest ago first; success: the latest success longest ago first; next: the soonest run first, beginning with those at work and in the queue. A minus in front turns it round; whoever has none comes last either way, and equals come by name',
  }),
  offset: offsetParam,
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(1000)
    .default(200)
    .meta({ description: 'How many to answer with at most' }),
});
export type ScheduleQuery = z.output<typeof scheduleQuery>;

export const scheduleAnswer = z.object({
  now: epochMs,
  workers: z.array(
    z.object({
      id: z.string(),
      host: z.string(),
      startedAt: epochMs,
      lastSeenAt: epochMs,
    }),
  ),
  tasks: z.array(
    z
      .object({
        task: z.string(),
        lastAt: epochMs.nullable(),
        nextAt: epochMs.nullable(),
      })
      .meta({ description: 'An entry of the crontab of the worker that started last' }),
  ),
  sources: z.array(scheduledSource),
  matching: z.int().nonnegative(),
  overdue: z.int().nonnegative().meta({ description: 'How many are overdue of all' }),
});
export type ScheduleAnswer = z.infer<typeof scheduleAnswer>;
