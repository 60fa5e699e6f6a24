/**
 * Google's public keys for webhooks: a Tink keyset in JSON at a lasting address, whose keys are
 * replaced about once a month.
 * @see https://developers.google.com/health/webhooks
 */
import { createPublicKey, type KeyObject } from 'node:crypto';
import { z } from 'zod';
import { HeartlineError } from '#lib/errors.ts';

/** How long keys are taken to be all there are, ms. */
const goodFor = 6 * 3_600_000;
/** Whoever makes up key numbers makes us ask no more often than this, ms. */
const askEvery = 60_000;
const answerWithin = 5_000;

const keyset = z.object({
  key: z.array(
    z.object({
      keyId: z.int(),
      status: z.string(),
      keyData: z.object({ typeUrl: z.string(), value: z.base64() }),
    }),
  ),
});

export class SigningKeys {
  readonly #url: string;
  #keys: ReadonlyMap<number, KeyObject> | undefined;
  #askedAt = Number.NEGATIVE_INFINITY;
  #readAt = Number.NEGATIVE_INFINITY;

  constructor(url: string) {
    this.#url = url;
  }

  /**
   * @param keyId as the signature names it; a number that is not known may be a new key's.
   * @throws {HeartlineError} WEBHOOK_UNAVAILABLE when the keys cannot be had: the sender tries again.
   */
  async find(keyId: number, now = Date.now()): Promise<KeyObject | undefined> {
    const isDue = now - this.#readAt > goodFor || !this.#keys?.has(keyId);
    if (isDue && now - this.#askedAt > askEvery) {
      this.#askedAt = now;
      await this.#read(now);
    }
    if (this.#keys) return this.#keys.get(keyId);
    throw new HeartlineError(
      'WEBHOOK_UNAVAILABLE',
      'Google’s keys for webhooks cannot be read at the moment. Send the notification again later.',
    );
  }

  async #read(now: number): Promise<void> {
    const answer = await fetch(this.#url, { signal: AbortSignal.timeout(answerWithin) }).catch(
      () => undefined,
    );
    const parsed = keyset.safeParse(answer?.ok ? await answer.json().catch(() => undefined) : {});
    // Those known stay good for a while: a fault of theirs is no reason to refuse.
    if (!parsed.success) return;
    this.#readAt = now;
    this.#keys = new Map(
      parsed.data.key.flatMap(({ keyId, status, keyData }) => {
        const isUsable = status === 'ENABLED' && keyData.typeUrl.endsWith('.EcdsaPublicKey');
        const key = isUsable ? publicKeyOf(Buffer.from(keyData.value, 'base64')) : undefined;
        return key ? [[keyId, key] as const] : [];
      }),
    );
  }
}

/** Tink's EcdsaPublicKey, a protobuf message with x in field 3 and y in field 4. P-256 only. */
function publicKeyOf(message: Buffer): KeyObject | undefined {
  const fields = byteFields(message);
  const [x, y] = [coordinate(fields.get(3)), coordinate(fields.get(4))];
  if (!x || !y) return undefined;
  try {
    return createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' });
  } catch {
    return undefined;
  }
}

/** 32 bytes, base64url; written with a leading zero where the first bit is set. */
function coordinate(bytes: Buffer | undefined): string | undefined {
  const short = bytes?.subarray(Math.max(0, bytes.length - 32));
  if (!short || bytes?.subarray(0, -32).some((byte) => byte !== 0)) return undefined;
  return Buffer.concat([Buffer.alloc(32 - short.length), short]).toString('base64url');
}

/** The length-delimited fields of a protobuf message by their numbers; numbers within are passed over. */
function byteFields(message: Buffer): Map<number, Buffer> {
  const fields = new Map<number, Buffer>();
  let at = 0;
  const varint = () => {
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = message[at++] ?? 0;
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) break;
    }
    return value;
  };
  while (at < message.length) {
    const tag = varint();
    const kind = tag & 7;
    if (kind === 0) varint();
    else if (kind === 2) {
      const length = varint();
      fields.set(tag >>> 3, message.subarray(at, at + length));
      at += length;
    } else return fields;
  }
  return fields;
}
