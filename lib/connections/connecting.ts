/** Connecting an account: from a button or a link to Google's consent screen and back, and the end of it. */
import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Database } from '#db/client.ts';
import type { Env } from '#lib/env.ts';
import { HeartlineError } from '#lib/errors.ts';
import { missingForConnecting } from '#lib/googleSettings.ts';
import { isTimeZone } from '#lib/time/timeZone.ts';
import { placeOf, sealedTokens } from './authorisation.ts';
import { beginConsent, exchangeCode, revokeTokens, type Tokens } from './googleOAuth.ts';
import { type ConnectionKey, endConnection, findConnection, keepConnection } from './store.ts';
import { TokenVault } from './tokenVault.ts';

export const googleSource = 'google-health';
/** How long a person may stay at the consent screen, s. */
export const attemptSeconds = 900;
const linkDays = 7;

export type ConnectingEnv = Pick<Env, 'google' | 'publicUrl' | 'port'>;

const secretsSchema = z.object({ verifier: z.string(), nonce: z.string() });
const identitySchema = z.object({ healthUserId: z.string().min(1) });
const settingsSchema = z.object({ timeZone: z.string().refine(isTimeZone) });

function originOf({ publicUrl, port }: ConnectingEnv): string {
  return publicUrl ?? `http://localhost:${port}`;
}

/** @throws {HeartlineError} CONNECTING_UNAVAILABLE naming what is not configured. */
function requireConfigured({ google }: ConnectingEnv): void {
  const missing = missingForConnecting(google);
  if (missing.length === 0) return;
  throw new HeartlineError(
    'CONNECTING_UNAVAILABLE',
    `Accounts cannot be connected until ${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} set; docs/google-health.md tells how.`,
    { details: { missing } },
  );
}

/**
 * @throws {HeartlineError} USER_NOT_FOUND; SOURCE_MISMATCH where the user's data comes from elsewhere.
 */
async function requireUser({ sql }: Database, userId: string): Promise<void> {
  const [user] = await sql<{ sources: string[] }[]>`
    select array_agg(source order by precedence) as sources from user_sources
    where user_id = ${userId} group by user_id`;
  if (!user) throw new HeartlineError('USER_NOT_FOUND', `There is no user "${userId}".`);
  if (user.sources.includes(googleSource)) return;
  throw new HeartlineError(
    'SOURCE_MISMATCH',
    `The data of "${userId}" comes from ${user.sources.join(', ')}. Add a participant for the account to be connected.`,
  );
}

/**
 * A link to send to a participant: good for a week, and for one connection.
 * @returns its address and the ms UTC at which it ends.
 */
export async function createConnectLink(database: Database, env: ConnectingEnv, userId: string) {
  await requireUser(database, userId);
  requireConfigured(env);
  const token = randomBytes(24).toString('base64url');
  const [row] = await database.sql<{ expiresAt: number }[]>`
    insert into connect_links (token_hash, user_id, source, expires_at)
    values (${hashOf(token)}, ${userId}, ${googleSource}, now() + make_interval(days => ${linkDays}))
    returning floor(date_part('epoch', expires_at) * 1000) as "expiresAt"`;
  return { url: `${originOf(env)}/connect/${token}`, expiresAt: row?.expiresAt ?? 0 };
}

/** @returns whose link it is; undefined where it is unknown, used or too old. */
export async function userOfLink({ sql }: Database, token: string) {
  const [row] = await sql<{ id: string; name: string }[]>`
    select users.id, users.name from connect_links join users on users.id = connect_links.user_id
    where token_hash = ${hashOf(token)} and used_at is null and expires_at > now()`;
  return row;
}

/** @throws {HeartlineError} CONNECT_LINK_INVALID. @returns Google's consent screen. */
export async function beginByLink(database: Database, env: ConnectingEnv, token: string) {
  const user = await userOfLink(database, token);
  if (!user) {
    throw new HeartlineError(
      'CONNECT_LINK_INVALID',
      'This link was used already, is too old, or was cut short. Ask whoever sent it for a new one.',
    );
  }
  return await begin(database, env, user.id, hashOf(token));
}

/** The consent screen for a user; its `state` must come back in the same browser. */
export async function begin(
  database: Database,
  env: ConnectingEnv,
  userId: string,
  linkHash: string | null = null,
): Promise<{ authorizeUrl: string }> {
  await requireUser(database, userId);
  requireConfigured(env);
  const { url, state, secrets } = await beginConsent(env.google, redirectUri(env));
  const vault = new TokenVault(env.google.tokenKeys);
  await database.sql`delete from connect_attempts where expires_at < now()`;
  await database.sql`
    insert into connect_attempts (state_hash, user_id, source, link_hash, secrets, expires_at)
    values (${hashOf(state)}, ${userId}, ${googleSource}, ${linkHash},
      ${vault.seal(JSON.stringify(secrets), hashOf(state))},
      now() + make_interval(secs => ${attemptSeconds}))`;
  return { authorizeUrl: url };
}

/**
 * The person is back from Google. The attempt is taken first, so that no answer counts twice.
 * @param query of the address that Google sent the browser to.
 * @param browserState the `state` that this browser began with, from its cookie.
 * @throws {HeartlineError} CONNECT_REFUSED, SOURCE_FAILED.
 */
export async function finish(
  database: Database,
  env: ConnectingEnv,
  query: URLSearchParams,
  browserState: string | undefined,
): Promise<{ userId: string; byLink: boolean }> {
  requireConfigured(env);
  const state = query.get('state') ?? '';
  if (state === '' || browserState !== state) {
    throw refused('This answer does not belong to what this browser began. Begin again.');
  }
  const [attempt] = await database.sql<
    { userId: string; linkHash: string | null; secrets: string }[]
  >`
    delete from connect_attempts where state_hash = ${hashOf(state)} and expires_at > now()
    returning user_id as "userId", link_hash as "linkHash", secrets`;
  if (!attempt) throw refused('This answer came too late, or a second time. Begin again.');
  const vault = new TokenVault(env.google.tokenKeys);
  const secrets = secretsSchema.parse(JSON.parse(vault.open(attempt.secrets, hashOf(state))));
  const answer = new URL(`${redirectUri(env)}?${query}`);
  const tokens = await exchangeCode(env.google, answer, state, secrets);
  const key = { userId: attempt.userId, source: googleSource };
  await keep(database, env, vault, key, tokens);
  if (attempt.linkHash !== null) {
    await database.sql`update connect_links set used_at = now() where token_hash = ${attempt.linkHash}`;
  }
  return { userId: attempt.userId, byLink: attempt.linkHash !== null };
}

async function keep(
  database: Database,
  env: ConnectingEnv,
  vault: TokenVault,
  key: ConnectionKey,
  tokens: Tokens,
): Promise<void> {
  const ask = async (what: 'identity' | 'settings') => {
    const answer = await fetch(`${env.google.healthUrl}/v4/users/me/${what}`, {
      headers: { authorization: `Bearer ${tokens.accessToken}` },
      redirect: 'error',
      signal: AbortSignal.timeout(20_000),
    }).catch(() => undefined);
    return { status: answer?.status, body: await answer?.json().catch(() => undefined) };
  };
  const answer = await ask('identity');
  const identity = identitySchema.safeParse(answer.body);
  if (!identity.success) {
    throw new HeartlineError(
      'SOURCE_FAILED',
      `Google Health did not say whose account this is (${answer.status ?? 'no answer'}). Begin again.`,
    );
  }
  const settings = settingsSchema.safeParse((await ask('settings')).body);
  await keepConnection(database, key, {
    ...sealedTokens(vault, key, tokens),
    accountId: identity.data.healthUserId,
    scopes: tokens.scopes,
    timeZone: settings.data?.timeZone,
  });
}

/** Ends a connection at the participant's or the researcher's wish: tokens are wiped, data stays. */
export async function disconnect(
  database: Database,
  env: ConnectingEnv,
  userId: string,
): Promise<void> {
  const key = { userId, source: googleSource };
  await requireUser(database, userId);
  const connection = await findConnection(database, key);
  await endConnection(database, key, 'disconnected', 'Disconnected here.');
  await database.sql`delete from connect_links where user_id = ${userId} and used_at is null`;
  if (!connection?.refreshToken) return;
  await revokeTokens(env.google, opened(env, connection.refreshToken, key));
}

/** Without the key it was sealed with, a token cannot be handed back, and is worth nothing. */
function opened(env: ConnectingEnv, sealed: string, key: ConnectionKey): string {
  try {
    return new TokenVault(env.google.tokenKeys).open(sealed, placeOf(key, 'refresh'));
  } catch {
    return '';
  }
}

/** Seals every token again with the newest key. @returns how many connections it changed. */
export async function rotateTokens(database: Database, env: ConnectingEnv): Promise<number> {
  requireConfigured(env);
  const vault = new TokenVault(env.google.tokenKeys);
  const rows = await database.sql<
    { userId: string; source: string; access: string; refresh: string }[]
  >`
    select user_id as "userId", source, access_token as access, refresh_token as refresh
    from connections where access_token is not null and refresh_token is not null`;
  let changed = 0;
  for (const { userId, source, access, refresh } of rows) {
    if (vault.isCurrent(access) && vault.isCurrent(refresh)) continue;
    const again = (sealed: string, which: 'access' | 'refresh') => {
      const place = placeOf({ userId, source }, which);
      return vault.seal(vault.open(sealed, place), place);
    };
    // Only what still stands: a renewal meanwhile has sealed with the newest key already.
    const updated = await database.sql`
      update connections set access_token = ${again(access, 'access')}, refresh_token = ${again(refresh, 'refresh')}
      where user_id = ${userId} and source = ${source} and access_token = ${access}
        and refresh_token = ${refresh} returning user_id`;
    changed += updated.length;
  }
  return changed;
}

function redirectUri(env: ConnectingEnv): string {
  return `${originOf(env)}/connect/return`;
}

function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

function refused(message: string): HeartlineError {
  return new HeartlineError('CONNECT_REFUSED', message);
}
