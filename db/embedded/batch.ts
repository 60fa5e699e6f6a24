/**
 * Batches: what a client sends up to Sync, Flush or a simple Query, handed to the database as a
 * whole, with its statement names replaced by shared ones. The conversation remembers what is
 * expected back, so that the response can be turned into the client's own again.
 */

import { cString, frame, type Message, readCString } from './framing.ts';
import { closeStatement, type ServerError, simpleQuery } from './messages.ts';
import type { ClientSettings } from './settings.ts';
import { type Effect, rewriteSql } from './sql-rewrite.ts';
import type { StatementNames } from './statement-names.ts';

/** Sent in place of what is refused: its syntax error puts the session where a refusal would. */
export const refusedMarker = 'refused_before_it_reached_the_database';

interface Prepared {
  effect: Effect;
  changesSettings: boolean;
}

const settingFunction = /\bset_config\b/i;

/** What a client has under way, from its first message to the ReadyForQuery that ends it. */
export class Conversation {
  /** One entry a statement that is being executed, in order. */
  readonly effects: Effect[] = [];
  /** One entry a Close that is being executed: whether the client itself asked for it. */
  readonly closes: boolean[] = [];
  refusal: ServerError | undefined;
  /** Whether a statement may have changed settings other than by SET or RESET. */
  changesSettings = false;
  readonly #names: StatementNames;
  readonly #settings: ClientSettings;
  readonly #prepared = new Map<string, Prepared>();
  readonly #portals = new Map<string, Prepared>();

  constructor(names: StatementNames, settings: ClientSettings) {
    this.#names = names;
    this.#settings = settings;
  }

  /** The bytes for the database. */
  translate(batch: readonly Message[]): Buffer[] {
    return batch.flatMap((message) => this.#message(message));
  }

  /** A batch that fails with `refusal`, whatever the client sent. */
  refuse(refusal: ServerError): Buffer[] {
    this.refusal = refusal;
    return [simpleQuery(refusedMarker)];
  }

  /** Everything has been answered. */
  finish(): void {
    this.effects.length = 0;
    this.closes.length = 0;
    this.refusal = undefined;
  }

  #message(message: Message): Buffer[] {
    switch (message.type) {
      case 'Q':
        return [this.#query(message)];
      case 'P':
        return this.#parse(message);
      case 'B':
        return [this.#bind(message)];
      case 'D':
        return [this.#describe(message)];
      case 'C':
        return [this.#close(message)];
      case 'E':
        this.#execute(message);
        return [frame('E', message.body)];
      default:
        return [frame(message.type, message.body)];
    }
  }

  #query({ body }: Message): Buffer {
    const { text } = readCString(body, 0);
    const { sql, effects, refusal } = this.#rewrite(text);
    if (refusal !== undefined) return simpleQuery(refusedMarker);
    this.effects.push(...(effects ?? []));
    this.changesSettings ||= settingFunction.test(text);
    // The client's own bytes where nothing changed: they need not be valid UTF-8.
    return sql === text ? frame('Q', body) : simpleQuery(sql);
  }

  #parse({ body }: Message): Buffer[] {
    const name = readCString(body, 0);
    const query = readCString(body, name.next);
    const { sql, effects, refusal } = this.#rewrite(query.text);
    this.#prepared.set(name.text, {
      effect: effects?.[0] ?? {},
      changesSettings: settingFunction.test(query.text),
    });
    const shared = this.#names.define(name.text);
    const text =
      sql === query.text && refusal === undefined
        ? body.subarray(name.next, query.next)
        : cString(refusal === undefined ? sql : refusedMarker);
    const parse = frame('P', cString(shared), text, body.subarray(query.next));
    if (name.text !== '') return [parse];
    // The unnamed statement is replaced by the next one; under a name it has to be closed first.
    this.closes.push(false);
    return [closeStatement(shared), parse];
  }

  #rewrite(text: string): ReturnType<typeof rewriteSql> {
    const rewritten = rewriteSql(text, this.#names);
    this.refusal ??= rewritten.refusal;
    this.#settings.watch(text);
    return rewritten;
  }

  #bind({ body }: Message): Buffer {
    const portal = readCString(body, 0);
    const name = readCString(body, portal.next);
    const prepared = this.#prepared.get(name.text);
    if (prepared === undefined) this.#portals.delete(portal.text);
    else this.#portals.set(portal.text, prepared);
    const shared = cString(this.#names.resolve(name.text));
    return frame('B', body.subarray(0, portal.next), shared, body.subarray(name.next));
  }

  #describe({ body }: Message): Buffer {
    if (body[0] !== 0x53) return frame('D', body);
    return frame('D', body.subarray(0, 1), cString(this.#names.resolve(readCString(body, 1).text)));
  }

  #execute({ body }: Message): void {
    const prepared = this.#portals.get(readCString(body, 0).text);
    this.effects.push(prepared?.effect ?? {});
    this.changesSettings ||= prepared?.changesSettings ?? false;
  }

  #close({ body }: Message): Buffer {
    this.closes.push(true);
    const { text } = readCString(body, 1);
    if (body[0] !== 0x53) {
      this.#portals.delete(text);
      return frame('C', body);
    }
    const shared = this.#names.resolve(text);
    this.#names.discard(text);
    this.#prepared.delete(text);
    return closeStatement(shared);
  }
}
