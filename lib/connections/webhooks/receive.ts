/** One POST of Google's: who sent it, and what is to be read because of it. */
import type { Database } from '#db/client.ts';
import { HeartlineError } from '#lib/errors.ts';
import type { GoogleSettings } from '#lib/googleSettings.ts';
import { localDateOf } from '#lib/time/timeZone.ts';
import type { ConnectionKey } from '../store.ts';
import {
  type Days,
  dataTypes,
  daysOf,
  type Notification,
  notificationBody,
  verificationBody,
} from './notification.ts';
import { requireAuthorization, requireSignature } from './signature.ts';
import type { SigningKeys } from './signingKeys.ts';

/** Days of one person that have changed at Google. */
export interface Notified extends ConnectionKey {
  operation: Notification['operation'];
  dataType: string;
  days: Days;
}

export type Received =
  | { kind: 'verification' }
  | { kind: 'notification'; notified: Notified[]; unreadable: boolean };

/**
 * @param readBody reads the body to its end, within a limit.
 * @throws {HeartlineError} ROUTE_NOT_FOUND where webhooks are not configured, WEBHOOK_UNAUTHORISED,
 * WEBHOOK_UNAVAILABLE, and what `readBody` throws.
 */
export async function receive(
  database: Database,
  { webhookAuthorization }: Pick<GoogleSettings, 'webhookAuthorization'>,
  keys: SigningKeys,
  request: Request,
  readBody: (request: Request) => Promise<Uint8Array>,
): Promise<Received> {
  if (webhookAuthorization === undefined) {
    throw new HeartlineError(
      'ROUTE_NOT_FOUND',
      'Webhooks are not configured here; docs/google-health.md tells how.',
    );
  }
  // Before anything is read of it: a stranger costs a comparison.
  requireAuthorization(request, webhookAuthorization);
  const bytes = await readBody(request);
  const body = jsonOf(bytes);
  if (verificationBody.safeParse(body).success) return { kind: 'verification' };
  await requireSignature(request, bytes, keys);
  const parsed = notificationBody.safeParse(body);
  // Google's own signature: it is no use to have it sent again for a week. Polling finds the change.
  if (!parsed.success) return { kind: 'notification', notified: [], unreadable: true };
  const notified: Notified[] = [];
  for (const { data } of parsed.data) notified.push(...(await notifiedBy(database, data)));
  return { kind: 'notification', notified, unreadable: false };
}

async function notifiedBy({ sql }: Database, data: Notification): Promise<Notified[]> {
  if (!dataTypes.has(data.dataType)) return [];
  // Of somebody who has to connect again it is kept too, and read then.
  const rows = await sql<(ConnectionKey & { timeZone: string })[]>`
    select connections.user_id as "userId", connections.source, users.time_zone as "timeZone"
    from connections join users on users.id = connections.user_id
    where account_id = ${data.healthUserId} and state <> 'disconnected'`;
  const { operation, dataType } = data;
  return rows.flatMap(({ userId, source, timeZone }) =>
    daysOf(data, timeZone, localDateOf(Date.now(), timeZone)).map((days) => ({
      userId,
      source,
      operation,
      dataType,
      days,
    })),
  );
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}
