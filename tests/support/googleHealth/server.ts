/**
 * A Google of our own: consent, tokens and the Health API over HTTP, as they are documented, with
 * faults where a test wants them.
 */
import { createHash, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { GoogleSettings } from '#lib/googleSettings.ts';
import type { Fault } from './faults.ts';
import type { SimulatedPerson } from './person.ts';
import { sliceOf } from './points.ts';
import { type WebhookSender, webhookSender } from './webhooks.ts';

export interface SimulatedGoogle {
  url: string;
  settings: GoogleSettings;
  people: Map<string, SimulatedPerson>;
  /** The fault of the next request of the API, if any; asked once a request, with its filter. */
  fault: (path: string, filter: string) => Fault | undefined;
  /** How token requests go wrong: `away` breaks the connection. */
  tokenFault: 'invalid_grant' | 'away' | 'server_error' | undefined;
  /** The most points of a page, whatever is asked for; the documented limit unless a test lowers it. */
  largestPage: number;
  /** Who is at the consent screen, and whether they agree. */
  visitor: { accountId: string; agrees: boolean };
  /** Whether the consent screen is a page for a person, instead of an answer in the visitor's name. */
  asks: boolean;
  accessSeconds: number;
  /** Sends notifications, signed with the keys that this server publishes. */
  webhooks: WebhookSender;
  counts: { requests: number; refreshes: number; faults: number; revocations: number };
  /** Every filter the API was asked with. */
  filters: string[];
  /** The account's owner withdraws what was granted: its tokens are dead. */
  endAuthorisation(accountId: string): void;
  /** Access tokens given before this call are refused from now on. */
  expireTokens(): void;
  /** A refresh token as consent would give it. */
  authorise(accountId: string): { accessToken: string; refreshToken: string };
  close(): Promise<void>;
}

const scope =
  'openid https://www.googleapis.com/auth/googlehealth.health_metrics_and_measurements.readonly https://www.googleapis.com/auth/googlehealth.settings.readonly';

const refusals: Record<
  Exclude<Fault, 'cut-off' | 'half-json' | 'slow'>,
  [status: number, name: string, reason?: string]
> = {
  unauthenticated: [401, 'UNAUTHENTICATED'],
  forbidden: [403, 'PERMISSION_DENIED'],
  'rate-limited': [429, 'RESOURCE_EXHAUSTED', 'RATE_LIMIT_EXCEEDED'],
  internal: [500, 'INTERNAL'],
  'token-dies': [401, 'UNAUTHENTICATED'],
  'not-linked': [400, 'FAILED_PRECONDITION', 'ACCOUNT_NOT_LINKED'],
};

interface Consent {
  accountId: string;
  challenge: string;
  nonce: string;
  redirectUri: string;
}

/** What a process needs in its environment to take this Google for the real one. */
export function googleVariables(settings: GoogleSettings): Record<string, string> {
  return {
    GOOGLE_CLIENT_ID: settings.clientId ?? '',
    GOOGLE_CLIENT_SECRET: settings.clientSecret ?? '',
    TOKEN_KEY: settings.tokenKeys[0] ?? '',
    GOOGLE_ISSUER: settings.issuer,
    GOOGLE_AUTHORIZE_URL: settings.authorizeUrl,
    GOOGLE_TOKEN_URL: settings.tokenUrl,
    GOOGLE_REVOKE_URL: settings.revokeUrl,
    GOOGLE_HEALTH_URL: settings.healthUrl,
    GOOGLE_WEBHOOK_AUTHORIZATION: settings.webhookAuthorization ?? '',
    GOOGLE_WEBHOOK_KEYS_URL: settings.webhookKeysUrl,
  };
}

export async function startGoogle(people: readonly SimulatedPerson[]): Promise<SimulatedGoogle> {
  const codes = new Map<string, Consent>();
  const accessTokens = new Map<string, string>();
  const refreshTokens = new Map<string, string>();
  const issue = (accountId: string) => {
    const accessToken = `ya29.${randomBytes(12).toString('hex')}`;
    accessTokens.set(accessToken, accountId);
    return accessToken;
  };
  const server = createServer((request, response) => {
    void answer(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const webhooks = webhookSender();
  const google: SimulatedGoogle = {
    url,
    settings: {
      clientId: 'client',
      clientSecret: 'client-secret',
      tokenKeys: ['a1'.repeat(32)],
      issuer: url,
      authorizeUrl: `${url}/authorize`,
      tokenUrl: `${url}/token`,
      revokeUrl: `${url}/revoke`,
      healthUrl: url,
      webhookAuthorization: webhooks.authorization,
      webhookKeysUrl: `${url}/webhooks_public_keyset.json`,
      requestsPerMinute: 600_000,
      projectRequestsPerMinute: 6_000_000,
    },
    people: new Map(people.map((person) => [person.accountId, person])),
    fault: () => undefined,
    tokenFault: undefined,
    largestPage: 10_000,
    visitor: { accountId: people[0]?.accountId ?? '', agrees: true },
    asks: false,
    accessSeconds: 3600,
    webhooks,
    counts: { requests: 0, refreshes: 0, faults: 0, revocations: 0 },
    filters: [],
    endAuthorisation,
    expireTokens: () => accessTokens.clear(),
    authorise: (accountId) => {
      const refreshToken = `1//${randomBytes(12).toString('hex')}`;
      refreshTokens.set(refreshToken, accountId);
      return { accessToken: issue(accountId), refreshToken };
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };

  async function answer(request: IncomingMessage, response: ServerResponse) {
    const asked = new URL(request.url ?? '/', url);
    if (asked.pathname === '/authorize') return consent(asked.searchParams, response);
    if (asked.pathname === '/token') return token(await bodyOf(request), response);
    if (asked.pathname === '/revoke') {
      google.counts.revocations += 1;
      refreshTokens.delete((await bodyOf(request)).get('token') ?? '');
      return send(response, 200, {});
    }
    if (asked.pathname === '/webhooks_public_keyset.json') {
      return send(response, 200, webhooks.keyset());
    }
    if (asked.pathname === '/simulated/end') {
      endAuthorisation(asked.searchParams.get('account') ?? '');
      return send(response, 200, {});
    }
    if (asked.pathname === '/simulated/notify') return notify(asked.searchParams, response);
    return api(asked, request, response);
  }

  function endAuthorisation(accountId: string) {
    for (const tokens of [accessTokens, refreshTokens]) {
      for (const [token, owner] of tokens) if (owner === accountId) tokens.delete(token);
    }
  }

  /** For tests in another process: sends `body` to the address `to`, signed or not as Google would. */
  async function notify(asked: URLSearchParams, response: ServerResponse) {
    const body = asked.has('huge') ? 'x'.repeat(100_000) : (asked.get('body') ?? '');
    const answer = await webhooks.send(asked.get('to') ?? '', body, {
      ...(asked.has('anonymous') && { authorization: null }),
      ...(asked.has('forged') && { signature: webhooks.signatureOf('something else') }),
    });
    send(response, 200, { status: answer.status, text: await answer.text() });
  }

  function consent(asked: URLSearchParams, response: ServerResponse) {
    const back = new URL(asked.get('redirect_uri') ?? '');
    back.searchParams.set('state', asked.get('state') ?? '');
    if (asked.get('code_challenge_method') !== 'S256' || asked.get('access_type') !== 'offline') {
      return send(response, 400, { error: 'invalid_request' });
    }
    if (google.asks && !asked.has('account')) {
      response.writeHead(200, { 'content-type': 'text/html' });
      return response.end(consentPage(asked, [...google.people.keys()]));
    }
    const { accountId, agrees } = google.asks
      ? { accountId: asked.get('account') ?? '', agrees: asked.get('account') !== '' }
      : google.visitor;
    if (agrees) {
      const code = randomBytes(12).toString('hex');
      codes.set(code, {
        accountId,
        challenge: asked.get('code_challenge') ?? '',
        nonce: asked.get('nonce') ?? '',
        redirectUri: asked.get('redirect_uri') ?? '',
      });
      back.searchParams.set('code', code);
    } else {
      back.searchParams.set('error', 'access_denied');
    }
    response.writeHead(302, { location: back.href }).end();
  }

  function token(body: URLSearchParams, response: ServerResponse) {
    if (google.tokenFault === 'away') {
      response.destroy();
      return;
    }
    if (google.tokenFault === 'server_error') return send(response, 503, {});
    if (body.get('client_secret') !== 'client-secret') {
      return send(response, 401, { error: 'invalid_client' });
    }
    const dead = { error: 'invalid_grant', error_description: 'Bad Request' };
    if (body.get('grant_type') === 'refresh_token') {
      google.counts.refreshes += 1;
      const accountId = refreshTokens.get(body.get('refresh_token') ?? '');
      if (accountId === undefined || google.tokenFault) return send(response, 400, dead);
      return send(response, 200, tokens(issue(accountId)));
    }
    const given = codes.get(body.get('code') ?? '');
    codes.delete(body.get('code') ?? '');
    const challenge = createHash('sha256')
      .update(body.get('code_verifier') ?? '')
      .digest('base64url');
    if (given?.challenge !== challenge || given.redirectUri !== body.get('redirect_uri')) {
      return send(response, 400, dead);
    }
    const { accessToken, refreshToken } = google.authorise(given.accountId);
    send(response, 200, {
      ...tokens(accessToken),
      refresh_token: refreshToken,
      id_token: idToken(given),
    });
  }

  function tokens(accessToken: string) {
    return {
      access_token: accessToken,
      expires_in: google.accessSeconds,
      token_type: 'Bearer',
      scope,
    };
  }

  function idToken({ nonce, accountId }: Consent): string {
    const now = Math.floor(Date.now() / 1000);
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const claims = { iss: url, aud: 'client', sub: accountId, iat: now, exp: now + 3600, nonce };
    return `${part({ alg: 'RS256' })}.${part(claims)}.${Buffer.from('signature').toString('base64url')}`;
  }

  function api(asked: URL, request: IncomingMessage, response: ServerResponse) {
    google.counts.requests += 1;
    const person = google.people.get(
      accessTokens.get(request.headers.authorization?.replace('Bearer ', '') ?? '') ?? '',
    );
    const fault = person
      ? google.fault(asked.pathname, asked.searchParams.get('filter') ?? '')
      : 'unauthenticated';
    if (fault) google.counts.faults += 1;
    if (fault === 'token-dies' && person) endAuthorisation(person.accountId);
    if (!person) return refuse(response, 'unauthenticated');
    if (fault && fault !== 'slow') return refuse(response, fault);
    if (asked.pathname === '/v4/users/me/identity') {
      return send(response, 200, { healthUserId: person.accountId, legacyUserId: 'ABC123' });
    }
    if (asked.pathname === '/v4/users/me/settings') {
      return send(response, 200, {
        name: `users/${person.accountId}/settings`,
        timeZone: person.timeZone,
        languageLocale: 'en_GB',
      });
    }
    const path = /^\/v4\/users\/me\/dataTypes\/([a-z-]+)\/dataPoints(:reconcile)?$/.exec(
      asked.pathname,
    );
    if (!path?.[1]) return send(response, 404, errorOf(404, 'NOT_FOUND'));
    const answered = page(person, path[1], path[2] !== undefined, asked.searchParams);
    if (fault === 'slow') return dribble(response, answered.status, answered.body);
    send(response, answered.status, answered.body);
  }

  function page(
    person: SimulatedPerson,
    dataType: string,
    reconciled: boolean,
    asked: URLSearchParams,
  ): { status: number; body: object } {
    const filter = asked.get('filter') ?? '';
    google.filters.push(`${dataType}: ${filter}`);
    const bounds = boundsOf(filter, dataType);
    if (!bounds) {
      const body = errorOf(400, 'INVALID_ARGUMENT', 'INVALID_DATA_POINT_FILTER');
      return { status: 400, body };
    }
    const size = Math.min(google.largestPage, Number(asked.get('pageSize') ?? 50));
    const from = Number(asked.get('pageToken') ?? 0);
    const slice = { reconciled, offset: from, size };
    const { points: dataPoints, total } = sliceOf(person, dataType, bounds.from, bounds.to, slice);
    // Now and then the last page is an empty object.
    const more = from + size < total || (dataPoints.length > 0 && total % 2 === 0);
    const body = {
      ...(dataPoints.length > 0 && { dataPoints }),
      ...(more && { nextPageToken: String(from + size) }),
    };
    return { status: 200, body };
  }

  function refuse(response: ServerResponse, fault: Exclude<Fault, 'slow'>) {
    if (fault === 'cut-off' || fault === 'half-json') {
      const body = '{"dataPoints":[{"heartRate":{"sampleTi';
      if (fault === 'half-json') return response.writeHead(200).end(body);
      return response
        .writeHead(200, { 'content-length': 5_000 })
        .write(body, () => response.destroy());
    }
    const [status, name, reason] = refusals[fault];
    // In seconds or as a date, by turns.
    if (status === 429) {
      const date = new Date(Date.now() + 300).toUTCString();
      response.setHeader('retry-after', google.counts.faults % 2 === 0 ? '0' : date);
    }
    send(response, status, errorOf(status, name, reason));
  }

  return google;
}

/** Plain, with one button an account, and one for no. */
function consentPage(asked: URLSearchParams, accounts: readonly string[]): string {
  const hidden = [...asked].map(
    ([name, value]) => `<input type="hidden" name="${name}" value="${encodeURI(value)}">`,
  );
  const buttons = accounts.map(
    (id) => `<button name="account" value="${id}">Allow as ${id}</button>`,
  );
  return `<!doctype html><title>Simulated Google</title><h1>Simulated Google</h1>
    <form action="/authorize">${hidden.join('')}${buttons.join(' ')}
    <button name="account" value="">Cancel</button></form>`;
}

function boundsOf(filter: string, dataType: string): { from: string; to: string } | undefined {
  const field =
    {
      'heart-rate': 'heart_rate.sample_time.physical_time',
      'time-in-heart-rate-zone': 'time_in_heart_rate_zone.interval.start_time',
    }[dataType] ?? `${dataType.replaceAll('-', '_')}.date`;
  const bounds = { from: '0000', to: '9999-12-31T00:00:00Z' };
  for (const part of filter.split(' AND ')) {
    const [, name, operator, value] = /^(\S+) (>=|<) "([^"]+)"$/.exec(part) ?? [];
    if (name !== field || value === undefined) return undefined;
    if (operator === '>=') bounds.from = value;
    else bounds.to = value;
  }
  return bounds;
}

function errorOf(code: number, status: string, reason?: string) {
  const details = reason ? [{ '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason }] : [];
  return { error: { code, message: `Simulated ${status}`, status, details } };
}

async function bodyOf(request: IncomingMessage): Promise<URLSearchParams> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
}

/** The first half at once, the rest a while later. */
function dribble(response: ServerResponse, status: number, body: object): void {
  const text = JSON.stringify(body);
  response.writeHead(status, { 'content-type': 'application/json' });
  response.write(text.slice(0, text.length / 2));
  setTimeout(() => response.end(text.slice(text.length / 2)), 120);
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
