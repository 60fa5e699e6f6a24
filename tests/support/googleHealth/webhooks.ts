/** Webhooks as Google sends them: signed with keys of our own, which are published as a Tink keyset. */
import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';

export interface WebhookSender {
  /** The Authorization header's value that the receiver gave. */
  authorization: string;
  /** What the address of public keys answers. */
  keyset(): object;
  /** A new key signs from now on; the old one stays published, as Google does it. */
  rotate(): void;
  signatureOf(body: string): string;
  send(to: string, body: unknown, wrong?: Wrong): Promise<Response>;
}

/** What is not as Google sends it. */
export interface Wrong {
  /** null leaves the header out. */
  authorization?: string | null;
  signature?: string | null;
  header?: string;
}

interface SigningKey {
  id: number;
  publicKey: KeyObject;
  privateKey: KeyObject;
}

export function webhookSender(): WebhookSender {
  const keys = [newKey()];
  const sender: WebhookSender = {
    authorization: `Bearer ${randomBytes(16).toString('hex')}`,
    keyset: () => ({
      primaryKeyId: keys.at(-1)?.id,
      key: keys.map(({ id, publicKey }) => ({
        keyData: {
          typeUrl: 'type.googleapis.com/google.crypto.tink.EcdsaPublicKey',
          value: messageOf(publicKey).toString('base64'),
          keyMaterialType: 'ASYMMETRIC_PUBLIC',
        },
        status: 'ENABLED',
        keyId: id,
        outputPrefixType: 'TINK',
      })),
    }),
    rotate: () => keys.push(newKey()),
    signatureOf: (body) => {
      const key = keys.at(-1) ?? newKey();
      const number = Buffer.alloc(4);
      number.writeUInt32BE(key.id);
      const der = sign('sha256', Buffer.from(body), key.privateKey);
      return Buffer.concat([Buffer.of(1), number, der]).toString('base64');
    },
    send: (to, content, wrong = {}) => {
      const body = typeof content === 'string' ? content : JSON.stringify(content);
      const { authorization = sender.authorization, signature = sender.signatureOf(body) } = wrong;
      return fetch(to, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(authorization !== null && { authorization }),
          ...(signature !== null && { [wrong.header ?? 'X-HEALTHAPI-SIGNATURE']: signature }),
        },
        body,
      });
    },
  };
  return sender;
}

export function notificationOf(
  healthUserId: string,
  startTime: string,
  endTime: string,
  more: { operation?: 'UPSERT' | 'DELETE'; dataType?: string } = {},
) {
  const intervals = [{ physicalTimeInterval: { startTime, endTime } }];
  return {
    data: { healthUserId, operation: 'UPSERT', dataType: 'heart-rate', intervals, ...more },
  };
}

function newKey(): SigningKey {
  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return { id: randomBytes(4).readUInt32BE(), ...pair };
}

/** Tink's EcdsaPublicKey: params in field 2, x in 3, y in 4, each as a signed number's bytes. */
function messageOf(publicKey: KeyObject): Buffer {
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const field = (number: number, bytes: Buffer) =>
    Buffer.concat([Buffer.of((number << 3) | 2, bytes.length), bytes]);
  const coordinate = (text: string) =>
    Buffer.concat([Buffer.of(0), Buffer.from(text, 'base64url')]);
  const params = Buffer.of(0x08, 3, 0x10, 2, 0x18, 2);
  return Buffer.concat([field(2, params), field(3, coordinate(x)), field(4, coordinate(y))]);
}
