/** Accounts at a vendor: `/api/users/{id}/connection` and what begins and ends it. */
import { z } from 'zod';
import { epochMs, localDateParam, timeZoneName, userIdParam } from './common.ts';
import { connectionStates } from './limits.ts';
import { user } from './users.ts';

const backfill = z
  .object({
    first: localDateParam.meta({ description: 'First local day that has data' }),
    before: localDateParam.meta({ description: 'Everything from this day on has been read' }),
    daysDone: z.int().nonnegative(),
    daysTotal: z.int().nonnegative(),
    finishedAt: epochMs.nullable(),
    expectedEnd: epochMs
      .nullable()
      .meta({ description: 'By the pace so far; null while there is none, and at the end' }),
  })
  .meta({ id: 'Backfill', description: 'The years before the connection, read newest first' });

const connection = z
  .object({
    state: z.enum(connectionStates),
    reason: z.string().nullable().meta({ description: 'Why it is not connected' }),
    since: epochMs,
    connectedAt: epochMs,
    accountTimeZone: timeZoneName
      .nullable()
      .meta({ description: 'The account’s own zone; null where it was not told' }),
    backfill: backfill.nullable(),
  })
  .meta({ id: 'Connection' });
export type Connection = z.infer<typeof connection>;

export const connectionAnswer = z.object({
  userId: userIdParam,
  connection: connection.nullable(),
  missing: z
    .array(z.string())
    .meta({ description: 'Variables without which nobody can connect; empty when all are set' }),
});
export type ConnectionAnswer = z.infer<typeof connectionAnswer>;

export const consentAnswer = z.object({ authorizeUrl: z.url() });
export type ConsentAnswer = z.infer<typeof consentAnswer>;

export const connectLinkAnswer = z.object({ url: z.url(), expiresAt: epochMs });
export type ConnectLinkAnswer = z.infer<typeof connectLinkAnswer>;

export const connectByLinkRequest = z
  .object({ link: z.string().min(1).max(100).meta({ description: 'The last part of the link' }) })
  .strict();

export const newUserRequest = z
  .object({
    id: userIdParam,
    name: z.string().trim().min(1).max(100).optional(),
    timeZone: timeZoneName,
  })
  .strict();

export const userAnswer = z.object({ user });
export type UserAnswer = z.infer<typeof userAnswer>;
