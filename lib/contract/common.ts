/** Schemas that every question shares: instants in, milliseconds out, one shape of error. */
import { z } from 'zod';
import { errorCodes } from '#lib/errors.ts';
import { localDateSchema } from '#lib/time/localDate.ts';
import { userIdSchema } from '#lib/userId.ts';
import { maxUsers } from './limits.ts';

export const userIdParam = userIdSchema.meta({
  description: 'The user’s identifier',
  example: 'user1',
});

/** Several users; each once. */
export const usersParam = z
  .string()
  .transform((text) => [...new Set(text.split(',').filter(Boolean))])
  .pipe(z.array(userIdParam).min(1).max(maxUsers))
  .meta({
    description: `1–${maxUsers} identifiers, separated by commas`,
    example: 'user1,user2',
  });

/** How many of a list to pass over. */
export const offsetParam = z.coerce
  .number()
  .int()
  .nonnegative()
  .default(0)
  .meta({ description: 'How many to skip' });

/** Dynamic segment of the routes of one user. */
export const ofUser = z.object({ id: userIdParam });

/** Keys of sources are our own words, and long ones are nobody's. */
export const sourceKeyParam = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, { error: 'must be the key of a source, such as synthetic' })
  .max(60)
  .meta({ description: 'Key of a source of the user', example: 'synthetic' });

/** ISO 8601 with `Z` or an offset, as ms UTC. */
export const instantParam = z.iso
  .datetime({
    offset: true,
    error: 'must be an ISO 8601 time with Z or an offset, such as 2026-03-29T00:00:00+01:00',
  })
  .transform((text) => Date.parse(text))
  .meta({ description: 'ISO 8601 with Z or offset', example: '2026-03-29T00:00:00Z' });

export const localDateParam = localDateSchema.meta({
  description: 'A local day of the user, YYYY-MM-DD',
  example: '2026-03-29',
});

export const epochMs = z.int().meta({ description: 'Milliseconds since 1970-01-01T00:00:00Z' });
export const bpm = z.number().meta({ description: 'Beats per minute' });
export const timeZoneName = z
  .string()
  .meta({ description: 'IANA time zone', example: 'Europe/London' });

const codes = Object.keys(errorCodes) as [keyof typeof errorCodes, ...(keyof typeof errorCodes)[]];

export const errorBody = z
  .object({
    error: z.object({
      code: z.enum([...codes, 'INTERNAL']),
      message: z.string(),
      details: z.unknown().optional(),
    }),
  })
  .meta({ id: 'Error', description: 'What was wrong, where, and what to do' });

export type ErrorBody = z.infer<typeof errorBody>;

/** `start` before `end`, said at `end`. */
export function startBeforeEnd(range: { start: number; end: number }): boolean {
  return range.start < range.end;
}
