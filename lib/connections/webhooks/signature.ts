/** Who sent it: the secret of our own that Google repeats, and Google's signature. */
import { timingSafeEqual, verify } from 'node:crypto';
import { HeartlineError } from '#lib/errors.ts';
import type { SigningKeys } from './signingKeys.ts';

/** The documentation names one, the API sends the other. */
const headers = ['google-health-api-signature', 'x-healthapi-signature'];
/** Tink's: 0x01, the key's number as four bytes, then the signature itself. */
const prefixBytes = 5;

/**
 * @param authorization the whole header's value, as it was given to Google.
 * @throws {HeartlineError} WEBHOOK_UNAUTHORISED
 */
export function requireAuthorization(request: Request, authorization: string): void {
  const [sent, expected] = [request.headers.get('authorization') ?? '', authorization].map((text) =>
    Buffer.from(text),
  );
  if (sent && expected && sent.length === expected.length && timingSafeEqual(sent, expected))
    return;
  throw unauthorised('The Authorization header is not the one that was agreed on.');
}

/**
 * ECDSA over P-256 with SHA-256, DER, over the body's very bytes.
 * @throws {HeartlineError} WEBHOOK_UNAUTHORISED, WEBHOOK_UNAVAILABLE.
 */
export async function requireSignature(
  request: Request,
  body: Uint8Array,
  keys: SigningKeys,
): Promise<void> {
  const text = headers.flatMap((name) => request.headers.get(name) ?? [])[0];
  if (text === undefined) throw unauthorised('The notification is not signed.');
  const signature = Buffer.from(text, 'base64');
  if (signature.length <= prefixBytes || signature[0] !== 1) {
    throw unauthorised('The signature is not in the form that Google writes.');
  }
  const key = await keys.find(signature.readUInt32BE(1));
  if (key && verify('sha256', body, key, signature.subarray(prefixBytes))) return;
  throw unauthorised('The signature does not fit what was sent, or its key is not Google’s.');
}

function unauthorised(message: string): HeartlineError {
  return new HeartlineError('WEBHOOK_UNAUTHORISED', message);
}
