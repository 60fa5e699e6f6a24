/** What a run is handed for one person: tokens that are good, renewed by one holder at a time. */
import { randomUUID } from 'node:crypto';
import { setTimeout as after } from 'node:timers/promises';
import type { Database } from '#db/client.ts';
import type { Authorisation } from '#lib/authorisation.ts';
import { HeartlineError } from '#lib/errors.ts';
import type { GoogleSettings } from '#lib/googleSettings.ts';
import { pauseLimit, takeTurn } from './allowance.ts';
import { renewTokens, type Tokens } from './googleOAuth.ts';
import {
  type ConnectionKey,
  endConnection,
  endLease,
  findConnection,
  type SealedTokens,
  takeLease,
} from './store.ts';
import { TokenVault } from './tokenVault.ts';

/** A holder that has not answered by then is gone, s. Longer than the longest wait for Google. */
const leaseSeconds = 45;
/** How often is looked whether another holder has renewed the token, ms. */
const lookEvery = 150;

export function authorisationOf(
  database: Database,
  google: GoogleSettings,
  key: ConnectionKey,
): Authorisation {
  const limits = [
    { key: `${key.source} ${key.userId}`, perMinute: google.requestsPerMinute },
    { key: `${key.source} project`, perMinute: google.projectRequestsPerMinute },
  ];
  return {
    baseUrl: google.healthUrl,
    token: (signal, refused) => goodToken(database, google, key, signal, refused),
    turn: (signal) => takeTurn(database, limits, signal),
    pause: (ms) => pauseLimit(database, `${key.source} ${key.userId}`, ms),
  };
}

async function goodToken(
  database: Database,
  google: GoogleSettings,
  key: ConnectionKey,
  signal: AbortSignal,
  refused: string | undefined,
): Promise<string> {
  const vault = new TokenVault(google.tokenKeys);
  for (;;) {
    signal.throwIfAborted();
    const connection = await findConnection(database, key);
    if (connection?.state !== 'connected' || connection.accessToken === null) {
      throw new HeartlineError(
        'RECONNECT_NEEDED',
        connection?.reason ?? `No account is connected for "${key.userId}".`,
      );
    }
    const token = vault.open(connection.accessToken, placeOf(key, 'access'));
    if (connection.fresh && token !== refused) return token;
    // Between two tries of ours another may have renewed it, and then it is not the refused one.
    if (!connection.leased && (await renew(database, google, vault, key))) continue;
    await after(lookEvery, undefined, { signal });
  }
}

/** No transaction is open while Google is asked. @returns false where another holder was faster. */
async function renew(
  database: Database,
  google: GoogleSettings,
  vault: TokenVault,
  key: ConnectionKey,
): Promise<boolean> {
  const holder = randomUUID();
  const sealed = await takeLease(database, key, holder, leaseSeconds);
  if (sealed === undefined) return false;
  try {
    const tokens = await renewTokens(google, vault.open(sealed, placeOf(key, 'refresh')));
    await endLease(database, key, holder, sealedTokens(vault, key, tokens));
    return true;
  } catch (error) {
    if (error instanceof HeartlineError && error.code === 'RECONNECT_NEEDED') {
      await endConnection(database, key, 'reconnect-needed', error.message, { holder });
    } else {
      await endLease(database, key, holder, undefined);
    }
    throw error;
  }
}

export function sealedTokens(vault: TokenVault, key: ConnectionKey, tokens: Tokens): SealedTokens {
  return {
    accessToken: vault.seal(tokens.accessToken, placeOf(key, 'access')),
    refreshToken: vault.seal(tokens.refreshToken, placeOf(key, 'refresh')),
    expiresIn: tokens.expiresIn,
  };
}

/** A sealed token is worth nothing in another row or column. */
export function placeOf({ userId, source }: ConnectionKey, which: 'access' | 'refresh'): string {
  return `${source}/${userId}/${which}`;
}
