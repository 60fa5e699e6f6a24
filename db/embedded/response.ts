/** Turns the database's response to a batch into what this client is to see. */

import type { Conversation } from './batch.ts';
import { refusedMarker } from './batch.ts';
import { readCString } from './framing.ts';
import {
  commandComplete,
  errorFields,
  errorOfFields,
  errorResponse,
  type TransactionStatus,
} from './messages.ts';
import type { ListenChange } from './notifications.ts';
import type { StatementNames } from './statement-names.ts';

/** What is learnt on the way through a response. */
export interface ResponseEvents {
  listens(change: ListenChange): void;
  committed(): void;
  /** @param status after the batch; `rolledBack` when its changes are undone. */
  ready(status: TransactionStatus, rolledBack: boolean): void;
  notified(channel: string, payload: string): void;
  settingsChanged(): void;
}

type Inspector = (body: Buffer, events: ResponseEvents) => Buffer[] | undefined;

export class ResponseReader {
  readonly #conversation: Conversation;
  readonly #names: StatementNames;
  #rolledBack = false;
  /** By type letter; a result replaces the message, undefined leaves it as it is. */
  readonly #inspectors: ReadonlyMap<number, Inspector> = new Map(
    Object.entries<Inspector>({
      '3': () => (this.#conversation.closes.shift() === false ? [] : undefined),
      A: (body, events) => this.#notification(body, events),
      C: (body, events) => this.#complete(body, events),
      E: (body) => this.#error(body),
      I: () => this.#executedWithoutTag(),
      s: () => this.#executedWithoutTag(),
      Z: (body, events) => this.#ready(body, events),
    }).map(([letter, inspector]) => [letter.charCodeAt(0), inspector]),
  );

  constructor(conversation: Conversation, names: StatementNames) {
    this.#conversation = conversation;
    this.#names = names;
  }

  /**
   * @param response whole messages. Rows are passed through without being looked at.
   * @returns slices of it and replaced messages, in order.
   */
  read(response: Uint8Array, events: ResponseEvents): Buffer[] {
    const bytes = Buffer.from(response.buffer, response.byteOffset, response.byteLength);
    const out: Buffer[] = [];
    let passed = 0;
    let offset = 0;
    while (offset < bytes.length) {
      const end = offset + 1 + bytes.readInt32BE(offset + 1);
      const inspect = this.#inspectors.get(bytes.readUInt8(offset));
      const replacement = inspect?.(bytes.subarray(offset + 5, end), events);
      if (replacement !== undefined) {
        if (offset > passed) out.push(bytes.subarray(passed, offset));
        out.push(...replacement);
        passed = end;
      }
      offset = end;
    }
    if (passed < bytes.length) out.push(bytes.subarray(passed));
    return out;
  }

  #complete(body: Buffer, events: ResponseEvents): Buffer[] | undefined {
    const tag = body.toString('latin1', 0, body.length - 1);
    const effect = this.#conversation.effects.shift();
    if (effect?.listens !== undefined) events.listens(effect.listens);
    if (tag === 'SET' || tag === 'RESET') events.settingsChanged();
    if (tag === 'COMMIT') events.committed();
    if (tag === 'ROLLBACK') this.#rolledBack = true;
    return effect?.tag === undefined ? undefined : [commandComplete(effect.tag)];
  }

  #executedWithoutTag(): undefined {
    this.#conversation.effects.shift();
  }

  #error(body: Buffer): Buffer[] | undefined {
    this.#rolledBack = true;
    const fields = errorFields(body);
    const message = fields.get('M') ?? '';
    const { refusal } = this.#conversation;
    if (refusal !== undefined && message.includes(refusedMarker)) return [errorResponse(refusal)];
    const translated = this.#names.translate(message);
    return translated === message ? undefined : [errorOfFields(fields.set('M', translated))];
  }

  #notification(body: Buffer, events: ResponseEvents): Buffer[] {
    const channel = readCString(body, 4);
    events.notified(channel.text, readCString(body, channel.next).text);
    return [];
  }

  #ready(body: Buffer, events: ResponseEvents): undefined {
    const letter = body.toString('latin1', 0, 1);
    const status = letter === 'T' || letter === 'E' ? letter : 'I';
    if (this.#conversation.changesSettings) events.settingsChanged();
    this.#conversation.changesSettings = false;
    events.ready(status, this.#rolledBack);
    // A ROLLBACK that leaves the transaction open went back to a savepoint only.
    this.#rolledBack = false;
    this.#conversation.finish();
  }
}
