/** What a test sees of the simulated Google, and how it makes it fail. */
import type { GoogleSettings } from '#lib/googleSettings.ts';
import type { Fault } from './faults.ts';
import type { SimulatedPerson } from './person.ts';
import type { WebhookSender } from './webhooks.ts';

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
