/**
 * A Google of our own: consent, tokens and the Health API over HTTP, as they are documented, with
 * faults where a test wants them.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { GoogleSettings } from '#lib/googleSettings.ts';
import { bodyOf, send } from './answers.ts';
import { api } from './api.ts';
import { consent } from './consent.ts';
import type { SimulatedGoogle } from './google.ts';
import { Grants } from './grants.ts';
import type { SimulatedPerson } from './person.ts';
import { tokenAnswer } from './tokens.ts';
import { webhookSender } from './webhooks.ts';

export async function startGoogle(people: readonly SimulatedPerson[]): Promise<SimulatedGoogle> {
  const grants = new Grants();
  const server = createServer((request, response) => {
    void answer(google, grants, request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  const google = googleAt(`http://127.0.0.1:${address.port}`, people, grants, close);
  return google;
}

function googleAt(
  url: string,
  people: readonly SimulatedPerson[],
  grants: Grants,
  close: () => Promise<void>,
): SimulatedGoogle {
  const webhooks = webhookSender();
  return {
    url,
    settings: settingsAt(url, webhooks.authorization),
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
    endAuthorisation: (accountId) => grants.endAuthorisation(accountId),
    expireTokens: () => grants.expireTokens(),
    authorise: (accountId) => grants.authorise(accountId),
    close,
  };
}

function settingsAt(url: string, webhookAuthorization: string): GoogleSettings {
  return {
    clientId: 'client',
    clientSecret: 'client-secret',
    tokenKeys: ['a1'.repeat(32)],
    issuer: url,
    authorizeUrl: `${url}/authorize`,
    tokenUrl: `${url}/token`,
    revokeUrl: `${url}/revoke`,
    healthUrl: url,
    webhookAuthorization,
    webhookKeysUrl: `${url}/webhooks_public_keyset.json`,
    requestsPerMinute: 600_000,
    projectRequestsPerMinute: 6_000_000,
  };
}

async function answer(
  google: SimulatedGoogle,
  grants: Grants,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const asked = new URL(request.url ?? '/', google.url);
  switch (asked.pathname) {
    case '/authorize':
      return consent(google, grants, asked.searchParams, response);
    case '/token':
      return sendTokens(tokenAnswer(google, grants, await bodyOf(request)), response);
    case '/revoke':
      google.counts.revocations += 1;
      grants.revoke((await bodyOf(request)).get('token') ?? '');
      return send(response, 200, {});
    case '/webhooks_public_keyset.json':
      return send(response, 200, google.webhooks.keyset());
    case '/simulated/end':
      grants.endAuthorisation(asked.searchParams.get('account') ?? '');
      return send(response, 200, {});
    case '/simulated/notify':
      return notify(google, asked.searchParams, response);
    default:
      return api(google, grants, asked, request, response);
  }
}

function sendTokens(answered: ReturnType<typeof tokenAnswer>, response: ServerResponse): void {
  if (answered) send(response, answered.status, answered.body);
  else response.destroy();
}

/** For tests in another process: sends `body` to the address `to`, signed or not as Google would. */
async function notify(
  { webhooks }: SimulatedGoogle,
  asked: URLSearchParams,
  response: ServerResponse,
): Promise<void> {
  const body = asked.has('huge') ? 'x'.repeat(100_000) : (asked.get('body') ?? '');
  const answered = await webhooks.send(asked.get('to') ?? '', body, {
    ...(asked.has('anonymous') && { authorization: null }),
    ...(asked.has('forged') && { signature: webhooks.signatureOf('something else') }),
  });
  send(response, 200, { status: answered.status, text: await answered.text() });
}
