/** OAuth 2.0 with PKCE at Google, by openid-client. No token leaves this file but as a value. */
import * as oauth from 'openid-client';
import { HeartlineError } from '#lib/errors.ts';
import type { GoogleSettings } from '#lib/googleSettings.ts';

const healthScope =
  'https://www.googleapis.com/auth/googlehealth.health_metrics_and_measurements.readonly';
/** For the account's time zone. Whoever leaves it unticked is connected all the same. */
const settingsScope = 'https://www.googleapis.com/auth/googlehealth.settings.readonly';
/** `openid` for the nonce: Google writes it into the ID token. */
const scopes = `openid ${healthScope} ${settingsScope}`;
/** Longest wait for Google, s. */
const answerWithin = 20;

export interface Tokens {
  accessToken: string;
  /** Seconds from now. */
  expiresIn: number;
  refreshToken: string;
  scopes: string;
}

export interface Secrets {
  /** PKCE code verifier. */
  verifier: string;
  nonce: string;
}

function configuration(google: GoogleSettings): oauth.Configuration {
  const { clientId = '', clientSecret = '' } = google;
  const config = new oauth.Configuration(
    {
      issuer: google.issuer,
      authorization_endpoint: google.authorizeUrl,
      token_endpoint: google.tokenUrl,
      revocation_endpoint: google.revokeUrl,
    },
    clientId,
    undefined,
    oauth.ClientSecretPost(clientSecret),
  );
  config.timeout = answerWithin;
  // A server of the tests, on this machine.
  if (google.tokenUrl.startsWith('http://127.0.0.1:')) oauth.allowInsecureRequests(config);
  return config;
}

/** Where to send the person, and what must be remembered until they come back. */
export async function beginConsent(google: GoogleSettings, redirectUri: string) {
  const secrets: Secrets = {
    verifier: oauth.randomPKCECodeVerifier(),
    nonce: oauth.randomNonce(),
  };
  const state = oauth.randomState();
  const url = oauth.buildAuthorizationUrl(configuration(google), {
    redirect_uri: redirectUri,
    scope: scopes,
    state,
    nonce: secrets.nonce,
    code_challenge: await oauth.calculatePKCECodeChallenge(secrets.verifier),
    code_challenge_method: 'S256',
    // Without these two there is no refresh token.
    access_type: 'offline',
    prompt: 'consent',
  });
  return { url: url.href, state, secrets };
}

/**
 * @param answer the address that Google sent the person back to.
 * @throws {HeartlineError} CONNECT_REFUSED when the person said no or the answer does not fit;
 * SOURCE_FAILED when Google could not be asked.
 */
export async function exchangeCode(
  google: GoogleSettings,
  answer: URL,
  state: string,
  { verifier, nonce }: Secrets,
): Promise<Tokens> {
  const tokens = await oauth
    .authorizationCodeGrant(configuration(google), answer, {
      expectedState: state,
      expectedNonce: nonce,
      pkceCodeVerifier: verifier,
      idTokenExpected: true,
    })
    .catch((error: unknown) => {
      throw exchangeFailed(error);
    });
  if (!tokens.refresh_token) {
    throw refused('Google gave no lasting authorisation. Try again and confirm the access.');
  }
  if (!(tokens.scope ?? '').split(' ').includes(healthScope)) {
    throw refused(
      'Access to the heart rate was not ticked on Google’s page. Try again and tick it.',
    );
  }
  return read(tokens, tokens.refresh_token);
}

/**
 * @throws {HeartlineError} RECONNECT_NEEDED for `invalid_grant` alone: nothing else, and no network
 * error, says that the authorisation has ended. SOURCE_FAILED for all the rest.
 */
export async function renewTokens(google: GoogleSettings, refreshToken: string): Promise<Tokens> {
  try {
    const tokens = await oauth.refreshTokenGrant(configuration(google), refreshToken);
    return read(tokens, tokens.refresh_token ?? refreshToken);
  } catch (error) {
    if (error instanceof oauth.ResponseBodyError && error.error === 'invalid_grant') {
      throw new HeartlineError(
        'RECONNECT_NEEDED',
        'Google has ended the authorisation (invalid_grant): it was withdrawn, has expired, or the password was changed.',
      );
    }
    throw new HeartlineError('SOURCE_FAILED', `The token could not be renewed: ${said(error)}.`);
  }
}

/** Best effort: the tokens are wiped here whatever Google says. @returns whether Google took it. */
export async function revokeTokens(google: GoogleSettings, token: string): Promise<boolean> {
  return await oauth.tokenRevocation(configuration(google), token).then(
    () => true,
    () => false,
  );
}

function read(tokens: oauth.TokenEndpointResponse, refreshToken: string): Tokens {
  return {
    accessToken: tokens.access_token,
    expiresIn: tokens.expires_in ?? 3600,
    refreshToken,
    scopes: tokens.scope ?? '',
  };
}

function exchangeFailed(error: unknown): HeartlineError {
  if (error instanceof oauth.AuthorizationResponseError) {
    const no = error.error === 'access_denied';
    return refused(
      no ? 'The access was not granted; nothing is connected.' : `Google refused: ${said(error)}.`,
    );
  }
  if (error instanceof oauth.ResponseBodyError && error.status < 500) {
    return refused(`Google did not accept its own answer: ${said(error)}. Begin again.`);
  }
  if (error instanceof oauth.ClientError && error.code !== 'OAUTH_TIMEOUT') {
    return refused('Google’s answer does not belong to what this browser began. Begin again.');
  }
  return new HeartlineError('SOURCE_FAILED', `Google could not be asked: ${said(error)}.`);
}

/** Never the error's own text: it may quote what was sent. */
function said(error: unknown): string {
  if (
    error instanceof oauth.ResponseBodyError ||
    error instanceof oauth.AuthorizationResponseError
  ) {
    return `it answered ${/^[a-z_]{1,40}$/.test(error.error) ? error.error : 'an error'}`;
  }
  return 'it did not answer, or not in time';
}

function refused(message: string): HeartlineError {
  return new HeartlineError('CONNECT_REFUSED', message);
}
