/** `GET /api/users/{id}/utc-offsets`. */
import { z } from 'zod';
import {
  epochMs,
  instantParam,
  sourceKeyParam,
  startBeforeEnd,
  timeZoneName,
  userIdParam,
} from './common.ts';

export const utcOffsetsQuery = z
  .object({ start: instantParam, end: instantParam })
  .refine(startBeforeEnd, { error: 'must be later than start', path: ['end'] });

export const utcOffsetsAnswer = z.object({
  userId: userIdParam,
  timeZone: timeZoneName.meta({ description: 'The user’s own zone, by which days are cut' }),
  sources: z.array(
    z.object({
      source: sourceKeyParam,
      t: z
        .array(epochMs)
        .meta({ description: 'First sample that has the offset at the same place' }),
      offsetSeconds: z.array(z.int().nullable()).meta({
        description: 'Clock of the device minus UTC in seconds; null where the source did not say',
      }),
    }),
  ),
});
export type UtcOffsetsAnswer = z.infer<typeof utcOffsetsAnswer>;
