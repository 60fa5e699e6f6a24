/** The configuration of Google Health: what `lib/env.ts` reads for it. */
import { z } from 'zod';

const whole = (min: number, max: number) => z.coerce.number().int().min(min).max(max);
const address = (fallback: string) =>
  z
    .url({ protocol: /^https?$/ })
    .transform((url) => url.replace(/\/$/, ''))
    .default(fallback);
const key = z
  .string()
  .regex(/^[0-9a-f]{64}$/i, 'must be 64 hexadecimal digits, as "openssl rand -hex 32" prints them');

export const googleVariables = {
  GOOGLE_CLIENT_ID: z.string().optional(),
  GOOGLE_CLIENT_SECRET: z.string().optional(),
  TOKEN_KEY: key.optional(),
  TOKEN_KEY_PREVIOUS: key.optional(),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/ })
    .transform((url) => new URL(url).origin)
    .optional(),
  // Where Google is; other addresses serve tests.
  GOOGLE_ISSUER: address('https://accounts.google.com'),
  GOOGLE_AUTHORIZE_URL: address('https://accounts.google.com/o/oauth2/v2/auth'),
  GOOGLE_TOKEN_URL: address('https://oauth2.googleapis.com/token'),
  GOOGLE_REVOKE_URL: address('https://oauth2.googleapis.com/revoke'),
  GOOGLE_HEALTH_URL: address('https://health.googleapis.com'),
  GOOGLE_WEBHOOK_AUTHORIZATION: z
    .string()
    .regex(/^(Bearer|Basic) \S{16,}$/, 'must be "Bearer " and at least 16 characters of your own')
    .optional(),
  GOOGLE_WEBHOOK_KEYS_URL: address(
    'https://www.gstatic.com/googlehealthapi/webhooks/webhooks_public_keyset.json',
  ),
  GOOGLE_REQUESTS_PER_MINUTE: whole(20, 300).default(150),
  GOOGLE_PROJECT_REQUESTS_PER_MINUTE: whole(20, 120_000).default(100_000),
};

const schema = z.object(googleVariables);

export interface GoogleSettings {
  clientId: string | undefined;
  clientSecret: string | undefined;
  /** 32 bytes in hexadecimal digits: the one that seals, then the one that may still open. */
  tokenKeys: string[];
  issuer: string;
  authorizeUrl: string;
  tokenUrl: string;
  revokeUrl: string;
  healthUrl: string;
  /** What Google repeats in each webhook's Authorization header; without it there are none. */
  webhookAuthorization: string | undefined;
  webhookKeysUrl: string;
  /** Of one person. */
  requestsPerMinute: number;
  /** Of the whole project. */
  projectRequestsPerMinute: number;
}

export function googleSettings(values: z.infer<typeof schema>): GoogleSettings {
  return {
    clientId: values.GOOGLE_CLIENT_ID,
    clientSecret: values.GOOGLE_CLIENT_SECRET,
    tokenKeys: values.TOKEN_KEY
      ? [values.TOKEN_KEY, ...(values.TOKEN_KEY_PREVIOUS ? [values.TOKEN_KEY_PREVIOUS] : [])]
      : [],
    issuer: values.GOOGLE_ISSUER,
    authorizeUrl: values.GOOGLE_AUTHORIZE_URL,
    tokenUrl: values.GOOGLE_TOKEN_URL,
    revokeUrl: values.GOOGLE_REVOKE_URL,
    healthUrl: values.GOOGLE_HEALTH_URL,
    webhookAuthorization: values.GOOGLE_WEBHOOK_AUTHORIZATION,
    webhookKeysUrl: values.GOOGLE_WEBHOOK_KEYS_URL,
    requestsPerMinute: values.GOOGLE_REQUESTS_PER_MINUTE,
    projectRequestsPerMinute: values.GOOGLE_PROJECT_REQUESTS_PER_MINUTE,
  };
}

/** Variables that must be set before anybody can connect an account. */
export function missingForConnecting(google: GoogleSettings): string[] {
  const needed = {
    GOOGLE_CLIENT_ID: google.clientId,
    GOOGLE_CLIENT_SECRET: google.clientSecret,
    TOKEN_KEY: google.tokenKeys[0],
  };
  return Object.entries(needed).flatMap(([name, value]) => (value ? [] : [name]));
}
