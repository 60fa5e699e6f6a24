/** Users who have connected an account at the simulated Google. */
import { database } from '#db/client.ts';
import { authorisationOf, sealedTokens } from '#lib/connections/authorisation.ts';
import { keepConnection } from '#lib/connections/store.ts';
import { TokenVault } from '#lib/connections/tokenVault.ts';
import type { RegisteredParticipant } from '#lib/etl/participants.ts';
import type { SimulatedGoogle } from '#tests/support/googleHealth/google.ts';
import { newUser } from './database.ts';

export const googleKey = (userId: string) => ({ userId, source: 'google-health' });

/** A user whose account is the one named, as if they had been at the consent screen. */
export async function connectedUser(
  google: SimulatedGoogle,
  accountId: string,
): Promise<RegisteredParticipant> {
  const timeZone = google.people.get(accountId)?.timeZone ?? 'Europe/London';
  const user = await newUser({ source: 'google-health', dataSeed: null, timeZone });
  await connectAgain(google, user.id, accountId);
  return user;
}

/** As if the account's owner had been at the consent screen once more. */
export async function connectAgain(
  google: SimulatedGoogle,
  userId: string,
  accountId: string,
): Promise<void> {
  const tokens = { ...google.authorise(accountId), expiresIn: 3600, scopes: '' };
  const key = googleKey(userId);
  const vault = new TokenVault(google.settings.tokenKeys);
  await keepConnection(database(), key, {
    ...sealedTokens(vault, key, tokens),
    accountId,
    scopes: tokens.scopes,
  });
}

export function authorisationFor(google: SimulatedGoogle, userId: string) {
  return authorisationOf(database(), google.settings, googleKey(userId));
}
