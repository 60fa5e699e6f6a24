/** Tokens at rest: AES-256-GCM, sealed with the newest key and opened with any that is known. */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { HeartlineError } from '#lib/errors.ts';

const version = 'v1';

export class TokenVault {
  readonly #keys: ReadonlyMap<string, Buffer>;
  /** Name of the key that seals; undefined without any. */
  readonly currentKey: string | undefined;

  /** @param keys 64 hexadecimal digits each; the first one seals. */
  constructor(keys: readonly string[]) {
    this.#keys = new Map(
      keys.map((hex) => {
        const bytes = Buffer.from(hex, 'hex');
        return [createHash('sha256').update(bytes).digest('hex').slice(0, 8), bytes];
      }),
    );
    this.currentKey = this.#keys.keys().next().value;
  }

  /**
   * @param place whose token it is and which: a sealed text moved to another place does not open.
   * @throws {HeartlineError} CONNECTING_UNAVAILABLE without a key.
   */
  seal(text: string, place: string): string {
    const key = this.currentKey === undefined ? undefined : this.#keys.get(this.currentKey);
    if (!key) throw unavailable('TOKEN_KEY is not set: tokens cannot be kept.');
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(place));
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return [version, this.currentKey, ...[nonce, cipher.getAuthTag(), sealed].map(written)].join(
      '.',
    );
  }

  /** @throws {HeartlineError} CONNECTING_UNAVAILABLE when its key is gone or it was tampered with. */
  open(sealed: string, place: string): string {
    const [its, name = '', nonce = '', tag = '', data = ''] = sealed.split('.');
    const key = this.#keys.get(name);
    if (its !== version || !key) {
      throw unavailable(
        'A stored token was sealed with a key that is not configured. Set TOKEN_KEY_PREVIOUS to the former key.',
      );
    }
    try {
      const decipher = createDecipheriv('aes-256-gcm', key, read(nonce), { authTagLength: 16 })
        .setAAD(Buffer.from(place))
        .setAuthTag(read(tag));
      return decipher.update(read(data), undefined, 'utf8') + decipher.final('utf8');
    } catch (cause) {
      throw unavailable('A stored token does not open: it was altered, or moved.', cause);
    }
  }

  /** Whether the newest key sealed it. */
  isCurrent(sealed: string): boolean {
    return sealed.split('.')[1] === this.currentKey;
  }
}

function written(bytes: Buffer): string {
  return bytes.toString('base64url');
}

function read(text: string): Buffer {
  return Buffer.from(text, 'base64url');
}

function unavailable(message: string, cause?: unknown): HeartlineError {
  return new HeartlineError('CONNECTING_UNAVAILABLE', message, { cause });
}
