/** The token endpoint: codes and refresh tokens become access tokens. */
import { createHash } from 'node:crypto';
import type { SimulatedGoogle } from './google.ts';
import type { Consent, Grants } from './grants.ts';

const scope =
  'openid https://www.googleapis.com/auth/googlehealth.health_metrics_and_measurements.readonly https://www.googleapis.com/auth/googlehealth.settings.readonly';

const dead = { error: 'invalid_grant', error_description: 'Bad Request' };

interface Answer {
  status: number;
  body: object;
}

/** @returns undefined where the connection shall break. */
export function tokenAnswer(
  google: SimulatedGoogle,
  grants: Grants,
  body: URLSearchParams,
): Answer | undefined {
  if (google.tokenFault === 'away') return undefined;
  if (google.tokenFault === 'server_error') return { status: 503, body: {} };
  if (body.get('client_secret') !== 'client-secret') {
    return { status: 401, body: { error: 'invalid_client' } };
  }
  const given =
    body.get('grant_type') === 'refresh_token'
      ? refreshed(google, grants, body)
      : redeemed(google, grants, body);
  return given ? { status: 200, body: given } : { status: 400, body: dead };
}

function refreshed(google: SimulatedGoogle, grants: Grants, body: URLSearchParams) {
  google.counts.refreshes += 1;
  const accountId = grants.refresher(body.get('refresh_token') ?? '');
  if (accountId === undefined || google.tokenFault) return undefined;
  return tokens(google, grants.issue(accountId));
}

function redeemed(google: SimulatedGoogle, grants: Grants, body: URLSearchParams) {
  const given = grants.redeem(body.get('code') ?? '');
  const challenge = createHash('sha256')
    .update(body.get('code_verifier') ?? '')
    .digest('base64url');
  if (given?.challenge !== challenge || given.redirectUri !== body.get('redirect_uri')) {
    return undefined;
  }
  const { accessToken, refreshToken } = grants.authorise(given.accountId);
  return {
    ...tokens(google, accessToken),
    refresh_token: refreshToken,
    id_token: idToken(google.url, given),
  };
}

function tokens({ accessSeconds }: SimulatedGoogle, accessToken: string) {
  return {
    access_token: accessToken,
    expires_in: accessSeconds,
    token_type: 'Bearer',
    scope,
  };
}

function idToken(issuer: string, { nonce, accountId }: Consent): string {
  const now = Math.floor(Date.now() / 1000);
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims = { iss: issuer, aud: 'client', sub: accountId, iat: now, exp: now + 3600, nonce };
  return `${part({ alg: 'RS256' })}.${part(claims)}.${Buffer.from('signature').toString('base64url')}`;
}
