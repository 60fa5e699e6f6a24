/** What is stored of connections. Tokens go in and come out sealed; nothing here opens them. */
import type { Database } from '#db/client.ts';
import { HeartlineError } from '#lib/errors.ts';

export interface ConnectionKey {
  userId: string;
  /** Key of the source. */
  source: string;
}

export interface SealedTokens {
  accessToken: string;
  /** Seconds from now. */
  expiresIn: number;
  refreshToken: string;
}

export interface StoredConnection {
  state: 'connected' | 'reconnect-needed' | 'disconnected';
  reason: string | null;
  accountId: string;
  accessToken: string | null;
  refreshToken: string | null;
  /** Whether the access token is good for another minute. */
  fresh: boolean;
  /** Whether somebody renews it at the moment. */
  leased: boolean;
}

export async function findConnection(
  { sql }: Database,
  { userId, source }: ConnectionKey,
): Promise<StoredConnection | undefined> {
  const [row] = await sql<StoredConnection[]>`
    select state, reason, account_id as "accountId", access_token as "accessToken",
      refresh_token as "refreshToken",
      coalesce(access_expires_at > clock_timestamp() + interval '1 minute', false) as fresh,
      coalesce(lease_until > clock_timestamp(), false) as leased
    from connections where user_id = ${userId} and source = ${source}`;
  return row;
}

export interface MadeConnection extends SealedTokens {
  accountId: string;
  scopes: string;
  /** The account's own, where it says so. */
  timeZone?: string | undefined;
}

/**
 * Keeps a connection that was just made, new or again; made again, the backfill begins anew and finds
 * in the ledger what is read already. While the user has no sample yet, their days become those of
 * the account's time zone; later they stay as they are.
 * @throws {HeartlineError} CONNECT_REFUSED when the account is another user's, or another account
 * than this user's data came from.
 */
export async function keepConnection(
  { sql }: Database,
  { userId, source }: ConnectionKey,
  made: MadeConnection,
): Promise<void> {
  const timeZone = made.timeZone ?? null;
  const [other] = await sql<{ userId: string }[]>`
    select user_id as "userId" from connections where source = ${source}
      and account_id = ${made.accountId} and user_id <> ${userId} and state <> 'disconnected'`;
  if (other) throw refused('This account is connected already, for another participant.');
  const kept = await sql`
    insert into connections as standing (user_id, source, state, account_id, access_token,
      access_expires_at, refresh_token, scopes, account_time_zone, refreshed_at)
    values (${userId}, ${source}, 'connected', ${made.accountId}, ${made.accessToken},
      clock_timestamp() + make_interval(secs => ${made.expiresIn}), ${made.refreshToken},
      ${made.scopes}, ${timeZone}, now())
    on conflict (user_id, source) do update set
      state = 'connected', reason = null, state_since = now(), connected_at = now(),
      access_token = excluded.access_token, access_expires_at = excluded.access_expires_at,
      refresh_token = excluded.refresh_token, scopes = excluded.scopes, refreshed_at = now(),
      account_time_zone = coalesce(excluded.account_time_zone, standing.account_time_zone),
      lease_holder = null, lease_until = null,
      backfill_before = null, backfill_finished_at = null
    where standing.account_id = excluded.account_id
    returning user_id`;
  if (kept.length === 0) {
    throw refused(
      'This participant’s data came from another account. Connect the same one again, or add another participant for this account.',
    );
  }
  await sql`
    update users set time_zone = ${timeZone}
    where id = ${userId} and ${timeZone}::text is not null and sample_count = 0`;
}

/** Takes the right to renew the tokens. @returns the sealed refresh token, or undefined where another has it. */
export async function takeLease(
  { sql }: Database,
  { userId, source }: ConnectionKey,
  holder: string,
  seconds: number,
): Promise<string | undefined> {
  const [row] = await sql<{ refreshToken: string }[]>`
    update connections set lease_holder = ${holder},
      lease_until = clock_timestamp() + make_interval(secs => ${seconds})
    where user_id = ${userId} and source = ${source} and state = 'connected'
      and (lease_until is null or lease_until < clock_timestamp())
    returning refresh_token as "refreshToken"`;
  return row?.refreshToken;
}

/** Gives the right back, with new tokens where there are any; nothing happens where it was lost. */
export async function endLease(
  { sql }: Database,
  { userId, source }: ConnectionKey,
  holder: string,
  renewed: SealedTokens | undefined,
): Promise<void> {
  if (renewed) {
    await sql`
      update connections set access_token = ${renewed.accessToken}, refresh_token = ${renewed.refreshToken},
        access_expires_at = clock_timestamp() + make_interval(secs => ${renewed.expiresIn}),
        refreshed_at = now(), lease_holder = null, lease_until = null
      where user_id = ${userId} and source = ${source} and lease_holder = ${holder}`;
    return;
  }
  await sql`
    update connections set lease_holder = null, lease_until = null
    where user_id = ${userId} and source = ${source} and lease_holder = ${holder}`;
}

/**
 * Ends the connection for good and wipes its tokens.
 * @param only while `holder` has the lease, or where the connection is older than `madeBefore` (ms
 * UTC): whoever connected again meanwhile stays connected.
 */
export async function endConnection(
  { sql }: Database,
  { userId, source }: ConnectionKey,
  state: 'reconnect-needed' | 'disconnected',
  reason: string,
  only: { holder?: string; madeBefore?: number } = {},
): Promise<void> {
  const holder = only.holder ?? null;
  const madeBefore = only.madeBefore === undefined ? null : only.madeBefore / 1000;
  await sql`
    update connections set state = ${state}, reason = ${reason}, state_since = now(),
      access_token = null, access_expires_at = null, refresh_token = null,
      lease_holder = null, lease_until = null
    where user_id = ${userId} and source = ${source} and state <> ${state}
      and (${holder}::text is null or lease_holder = ${holder})
      and (${madeBefore}::float8 is null or connected_at < to_timestamp(${madeBefore}::float8))
      and (${state} = 'disconnected' or state = 'connected')`;
}

function refused(message: string): HeartlineError {
  return new HeartlineError('CONNECT_REFUSED', message);
}
