/** `/api/users/{id}/sources`: where a user's data comes from, in order, and what is done to it. */
import { z } from 'zod';
import { epochMs, sourceKeyParam, userIdParam } from './common.ts';
import { run } from './ingestions.ts';

const count = z.int().nonnegative();

const userSource = z
  .object({
    source: z.string().meta({ description: 'Key of the source' }),
    label: z.string().meta({ description: 'Name for people' }),
    canBeAsked: z.boolean().meta({
      description: 'Whether it can be read again; what came by files comes by files only',
    }),
    withdrawing: z.boolean().meta({ description: 'Whether it is being taken away' }),
    dataSeed: z.int().nullable().meta({ description: 'Seed of synthetic data' }),
    startDate: z.string().nullable().meta({ description: 'First local day that it is asked for' }),
    firstSample: epochMs.nullable(),
    lastSample: epochMs.nullable(),
    shown: count.meta({ description: 'Samples in the merged series' }),
    shadowed: count.meta({
      description: 'Samples kept beside it, as a source before has the minute',
    }),
    vendorDays: count.meta({ description: 'Days of which the vendor itself gives figures' }),
    lastRun: run.nullable(),
  })
  .meta({ id: 'UserSource' });
export type UserSource = z.infer<typeof userSource>;

const sourceChange = z
  .object({
    id: z.int().positive(),
    kind: z.enum(['reorder', 'withdraw']),
    source: z.string().nullable().meta({ description: 'The source that is withdrawn' }),
    status: z.enum(['queued', 'running', 'succeeded', 'failed']),
    days: z.object({ done: count, total: count.nullable() }),
    samples: z.object({ shown: count, shadowed: count, deleted: count }).meta({
      description: 'That came to be shown, that ceased to be, that went for good',
    }),
    error: z
      .string()
      .nullable()
      .meta({ description: 'Why the last attempt failed; the queue tries again' }),
    queuedAt: epochMs,
    finishedAt: epochMs.nullable(),
  })
  .meta({ id: 'SourceChange' });
export type SourceChange = z.infer<typeof sourceChange>;

export const sourcesAnswer = z.object({
  userId: userIdParam,
  sources: z.array(userSource),
  changes: z.array(sourceChange).meta({ description: 'The latest ones, newest first' }),
});
export type SourcesAnswer = z.infer<typeof sourcesAnswer>;

export const orderRequest = z
  .object({
    order: z.array(sourceKeyParam).min(1).max(100).meta({
      description: 'Keys of all the user’s sources, the one that comes first at the front',
    }),
  })
  .strict();

export const withdrawRequest = z
  .object({
    source: sourceKeyParam,
    confirm: z
      .string()
      .max(60)
      .meta({ description: 'The key of the source once more: a withdrawal cannot be undone' }),
  })
  .strict();
