/** Runs: `POST /api/users/{id}/ingestions`, `GET /api/ingestions[…]`. */
import { z } from 'zod';
import { epochMs, localDateParam, offsetParam, sourceKeyParam, userIdParam } from './common.ts';
import { logLevels, maxLogLines, runSorts, runStatuses, runTriggers } from './limits.ts';

export { logLevels, runStatuses, runTriggers } from './limits.ts';

export const runIdParam = z.coerce
  .number()
  .int()
  .positive()
  .meta({ description: 'The run’s number', example: 1 });

export const ingestionRequest = z
  .object({
    start: localDateParam
      .optional()
      .meta({ description: 'First local day; default: what the coverage ledger lacks' }),
    end: localDateParam
      .optional()
      .meta({ description: 'Last local day, included; default: today' }),
    full: z
      .boolean()
      .default(false)
      .meta({ description: 'Everything the source has, from the first day' }),
    source: sourceKeyParam.optional().meta({
      description:
        'Key of the source to read, one of the user’s; default: the first of them that can be asked',
    }),
  })
  .strict()
  .refine((range) => !range.start || !range.end || range.start <= range.end, {
    error: 'must not be before start',
    path: ['end'],
  });
export type IngestionRequest = z.infer<typeof ingestionRequest>;

const count = z.int().nonnegative();

const rowCounts = z.object({
  read: count,
  new: count,
  changed: count,
  unchanged: count,
  duplicate: count,
  conflicting: count,
  rejected: count,
});

const rowsBeside = z.record(z.string(), rowCounts);
export type RowsBeside = z.infer<typeof rowsBeside>;

export const run = z
  .object({
    id: z.int().positive(),
    userId: userIdParam,
    source: z.string().meta({ description: 'Key of the source that was read' }),
    trigger: z.enum(runTriggers),
    status: z.enum(runStatuses),
    attempt: z.int().positive(),
    retryOf: z
      .int()
      .positive()
      .nullable()
      .meta({ description: 'The run that this one takes up again' }),
    window: z.object({
      start: localDateParam.nullable(),
      end: localDateParam.nullable(),
      full: z.boolean(),
    }),
    days: z.object({ done: count, total: count.nullable() }),
    rows: rowCounts,
    rowsBeside: rowsBeside.meta({
      description:
        'Rows that are no samples, by metric: heart_rate_summary counts days with the vendor’s own figures',
    }),
    queuedAt: epochMs,
    startedAt: epochMs.nullable(),
    finishedAt: epochMs.nullable(),
    cancelRequestedAt: epochMs.nullable().meta({ description: 'Since when it is asked to stop' }),
    durationMs: count.nullable(),
    importId: z.int().positive().nullable().meta({ description: 'The import that it is of' }),
    error: z.string().nullable(),
  })
  .meta({ id: 'Run' });
export type Run = z.infer<typeof run>;

export const runAnswer = z.object({ run });
export type RunAnswer = z.infer<typeof runAnswer>;

export const runsQuery = z.object({
  user: userIdParam.optional(),
  status: z.enum(runStatuses).optional(),
  source: sourceKeyParam.optional().meta({ description: 'Only runs of this source' }),
  trigger: z.enum(runTriggers).optional().meta({ description: 'Only runs that began like this' }),
  sort: z.enum(runSorts).default('newest').meta({
    description: 'What comes first; those without a value come last',
  }),
  offset: offsetParam,
  cursor: z.coerce
    .number()
    .int()
    .positive()
    .optional()
    .meta({ description: '`nextCursor` of the page before, with the newest first' }),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** `nextCursor` is null on the last page, and in any other order than the newest first. */
export const runsAnswer = z.object({
  runs: z.array(run),
  nextCursor: z.int().positive().nullable(),
  total: z.int().nonnegative().meta({ description: 'How many match' }),
});
export type RunsAnswer = z.infer<typeof runsAnswer>;

export const logLine = z
  .object({
    id: z.int().positive(),
    at: epochMs,
    level: z.enum(logLevels),
    message: z.string(),
    context: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'LogLine' });
export type LogLine = z.infer<typeof logLine>;

export const logsQuery = z.object({
  after: z.coerce
    .number()
    .int()
    .nonnegative()
    .default(0)
    .meta({ description: 'Only lines with a greater id' }),
  limit: z.coerce.number().int().min(1).max(maxLogLines).default(500),
});
/** Oldest first. `running` false means that no more lines will come. */
export const logsAnswer = z.object({ lines: z.array(logLine), running: z.boolean() });
export type LogsAnswer = z.infer<typeof logsAnswer>;

const rejectedRecord = z
  .object({
    id: z.int().positive(),
    metric: z.string(),
    reason: z.string(),
    detail: z.string(),
    origin: z.string(),
    line: z.int().nullable(),
    raw: z.string(),
  })
  .meta({
    id: 'RejectedRecord',
    description: 'A record that was refused or overruled, as it came',
  });
export type RejectedRecordAnswer = z.infer<typeof rejectedRecord>;

export const rejectedQuery = z.object({
  after: z.coerce.number().int().nonnegative().default(0),
  limit: z.coerce.number().int().min(1).max(1000).default(200),
});
export const rejectedAnswer = z.object({
  rejected: z.array(rejectedRecord),
  nextCursor: z.int().positive().nullable(),
});
export type RejectedAnswer = z.infer<typeof rejectedAnswer>;
