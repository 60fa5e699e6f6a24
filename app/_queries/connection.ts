/** A user's account at the vendor: how it stands, and what begins and ends it. */
import { queryOptions } from '@tanstack/react-query';
import type {
  ConnectionAnswer,
  ConnectLinkAnswer,
  ConsentAnswer,
  UserAnswer,
} from '#lib/contract/connections.ts';
import { answerWith, type Check, fetchJson } from './fetchJson.ts';

const lookEvery = 5_000;
const isConnection = answerWith<ConnectionAnswer>('userId', 'connection', 'missing');
const isConsent = answerWith<ConsentAnswer>('authorizeUrl');
const isLink = answerWith<ConnectLinkAnswer>('url', 'expiresAt');
const isUser = answerWith<UserAnswer>('user');

export function connectionKey(userId: string) {
  return ['connection', userId] as const;
}

export function connectionQuery(userId: string) {
  return queryOptions({
    queryKey: connectionKey(userId),
    queryFn: ({ signal }) =>
      fetchJson(`/api/users/${encodeURIComponent(userId)}/connection`, isConnection, { signal }),
    refetchInterval: lookEvery,
  });
}

function post<Answer>(url: string, check: Check<Answer>, body: object = {}): Promise<Answer> {
  return fetchJson(url, check, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

function ofUser(userId: string, what: string): string {
  return `/api/users/${encodeURIComponent(userId)}/${what}`;
}

/** To Google's consent screen. @throws {Error} where the browser would come back to another address. */
function leave({ authorizeUrl }: ConsentAnswer): void {
  const back = new URL(authorizeUrl).searchParams.get('redirect_uri') ?? window.location.href;
  const { origin } = new URL(back);
  // What binds the answer to this browser is a cookie of the address it was begun at.
  if (origin !== window.location.origin) {
    throw new Error(
      `Google sends the browser back to ${origin}, and this page is at another address. Connect at ${origin}${window.location.pathname}, or set PUBLIC_URL.`,
    );
  }
  window.location.assign(authorizeUrl);
}

export const connectAccount = async (userId: string) =>
  leave(await post(ofUser(userId, 'connect'), isConsent));
export const connectByLink = async (link: string) =>
  leave(await post('/api/connect', isConsent, { link }));
export const makeConnectLink = (userId: string) => post(ofUser(userId, 'connect-link'), isLink);
export const disconnectAccount = (userId: string) =>
  post(ofUser(userId, 'disconnect'), isConnection);
export const addParticipant = (participant: { id: string; name?: string; timeZone: string }) =>
  post('/api/users', isUser, participant);
