/** One client as the database sees it: its waiting batches, its transaction, and what it leaves behind. */

import { HeartlineError } from '#lib/errors.ts';
import { Conversation } from './batch.ts';
import type { Engine } from './engine.ts';
import { FramingError, frame, type Message } from './framing.ts';
import {
  closeStatement,
  errorOf,
  errorResponse,
  identifier,
  literal,
  notificationResponse,
  parameterStatus,
  readyForQuery,
  type ServerError,
  simpleQuery,
  sqlState,
  type TransactionStatus,
} from './messages.ts';
import { type Listener, type Notifications, PendingListens } from './notifications.ts';
import { type ResponseEvents, ResponseReader } from './response.ts';
import type { Schedulable, Scheduler } from './scheduler.ts';
import { ClientSettings, type SessionSettings } from './settings.ts';
import { StatementNames } from './statement-names.ts';

/** What all clients of a server share. */
export interface Shared {
  engine: Engine;
  scheduler: Scheduler;
  notifications: Notifications;
  settings: SessionSettings;
}

/** Where a client's answers go. */
export interface Wire {
  write(parts: readonly Uint8Array[]): void;
  /** Says a last word and hangs up. */
  fail(error: ServerError): void;
  /** The client has been told its settings and may begin. */
  started(): void;
}

type Work =
  | { kind: 'start' }
  | { kind: 'batch'; messages: Message[] }
  | { kind: 'refused'; refusal: ServerError }
  | { kind: 'leave' };

const canceled: ServerError = {
  severity: 'ERROR',
  code: sqlState.queryCanceled,
  message: 'canceling statement due to user request',
};

const heldTooLong: ServerError = {
  severity: 'FATAL',
  code: sqlState.idleInTransaction,
  message: 'terminating connection due to idle-in-transaction timeout',
  hint: 'All clients of the embedded database wait while one holds a transaction open.',
};

export class Client implements Schedulable, Listener {
  readonly pid: number;
  readonly settings = new ClientSettings();
  readonly #shared: Shared;
  readonly #wire: Wire;
  readonly #names: StatementNames;
  readonly #conversation: Conversation;
  readonly #reader: ResponseReader;
  readonly #pendingListens = new PendingListens();
  #queue: Work[] = [];
  #status: TransactionStatus = 'I';
  /** Between a Flush and its Sync: the batch goes on, so the session must stay. */
  #midBatch = false;
  #settingsTouched = false;
  #abandoned: string[] = [];
  /** The response being put together, in which a client's own notifications belong. */
  #response: Uint8Array[] | undefined;
  #serving = false;
  #left = false;

  constructor(pid: number, shared: Shared, wire: Wire) {
    this.pid = pid;
    this.#shared = shared;
    this.#wire = wire;
    this.#names = new StatementNames(pid);
    this.#conversation = new Conversation(this.#names, this.settings);
    this.#reader = new ResponseReader(this.#conversation, this.#names);
  }

  /** Applies the settings the client asked for; answers with the first ReadyForQuery or an error. */
  start(): void {
    this.#enqueue({ kind: 'start' });
  }

  /** Messages up to and including a Sync, a Flush or a simple Query. */
  submit(messages: Message[]): void {
    this.#enqueue({ kind: 'batch', messages });
  }

  /** The client has gone: what it left open is rolled back, closed and forgotten when its turn comes. */
  leave(): void {
    if (this.#left) return;
    this.#left = true;
    this.#enqueue({ kind: 'leave' });
  }

  /**
   * Cancels the batch the client waits for, if it has not been started. One that runs cannot be
   * stopped: it occupies WebAssembly until it is done.
   */
  cancel(): void {
    const at = this.#queue.findIndex(({ kind }) => kind === 'batch');
    if (at < 0 || this.#serving) return;
    if (this.#shared.scheduler.holds(this) || at > 0) {
      this.#queue[at] = { kind: 'refused', refusal: canceled };
      return;
    }
    this.#queue.splice(at, 1);
    this.#wire.write([errorResponse(canceled), readyForQuery(this.#status)]);
  }

  hasWork(): boolean {
    return this.#queue.length > 0;
  }

  heldTooLong(): void {
    this.#wire.fail(heldTooLong);
    this.leave();
  }

  notify(pid: number, channel: string, payload: string): void {
    const message = notificationResponse(pid, channel, payload);
    if (this.#response === undefined) this.#wire.write([message]);
    else this.#response.push(message);
  }

  async serve(): Promise<boolean> {
    const work = this.#queue.shift();
    this.#serving = true;
    try {
      if (work !== undefined) await this.#do(work);
    } catch (error) {
      this.#failed(error);
    } finally {
      this.#serving = false;
    }
    return this.#status !== 'I' || this.#midBatch;
  }

  #failed(error: unknown): void {
    if (error instanceof FramingError || error instanceof RangeError) {
      const { message } = error;
      this.#wire.fail({ severity: 'FATAL', code: sqlState.protocolViolation, message });
      this.leave();
    } else if (!(error instanceof HeartlineError)) {
      throw error;
    }
    // Otherwise the engine has died: the server tells every client and stops the scheduler.
  }

  #enqueue(work: Work): void {
    this.#queue.push(work);
    this.#shared.scheduler.wake(this);
  }

  async #do(work: Work): Promise<void> {
    switch (work.kind) {
      case 'start':
        return this.#begin();
      case 'batch':
        return this.#exchange(this.#conversation.translate(work.messages), work.messages);
      case 'refused':
        return this.#exchange(this.#conversation.refuse(work.refusal), []);
      case 'leave':
        return this.#cleanUp();
    }
  }

  async #exchange(bytes: Buffer[], messages: readonly Message[]): Promise<void> {
    const turn =
      this.#status === 'I' && !this.#midBatch
        ? this.#shared.settings.switchTo(this.settings)
        : undefined;
    const answers = await this.#shared.engine.run(turn === undefined ? [bytes] : [[turn], bytes]);
    this.#midBatch = messages.at(-1)?.type === 'H';
    const response: Uint8Array[] = [];
    this.#response = response;
    const slices = this.#reader.read(answers.at(-1) ?? new Uint8Array(), this.#events());
    // Notifications first: Postgres too sends them before ReadyForQuery.
    response.push(...slices);
    await this.#tidy();
    this.#response = undefined;
    this.#wire.write(this.#withNews(response));
  }

  #events(): ResponseEvents {
    return {
      listens: (change) => this.#pendingListens.add(change),
      committed: () => this.#commitListens(),
      ready: (status, rolledBack) => {
        this.#status = status;
        this.#midBatch = false;
        if (status !== 'I') return;
        if (rolledBack) this.#pendingListens.rollback();
        else this.#commitListens();
      },
      notified: (channel, payload) =>
        this.#shared.notifications.publish(this.pid, channel, payload),
      settingsChanged: () => {
        this.#settingsTouched = true;
      },
    };
  }

  #commitListens(): void {
    this.#abandoned.push(...this.#pendingListens.commit(this.#shared.notifications, this));
  }

  /** What the session must do after a batch of this client, before anyone else has a turn. */
  async #tidy(): Promise<void> {
    if (this.#midBatch || this.#status === 'E') return;
    const chores: Buffer[][] = [];
    const closes = this.#names.takeDiscarded().map(closeStatement);
    if (closes.length > 0) chores.push([...closes, frame('S')]);
    if (this.#status === 'I') chores.push(...this.#unlistenAbandoned());
    const asksSettings = this.#settingsTouched && this.#status === 'I';
    if (asksSettings) chores.push([this.#shared.settings.question(this.settings)]);
    if (chores.length === 0) return;
    const answers = await this.#shared.engine.run(chores);
    if (!asksSettings) return;
    this.#settingsTouched = false;
    this.#shared.settings.capture(this.settings, answers.at(-1) ?? new Uint8Array());
  }

  #unlistenAbandoned(): Buffer[][] {
    const channels = this.#abandoned;
    this.#abandoned = [];
    return channels.map((channel) => [simpleQuery(`UNLISTEN ${identifier(channel)}`)]);
  }

  /** Reports changed settings where a server does: in front of the ReadyForQuery. */
  #withNews(response: Uint8Array[]): Uint8Array[] {
    if (this.#status !== 'I') return response;
    const news = this.#news();
    return news.length === 0 ? response : [...news, ...response];
  }

  #news(): Buffer[] {
    return this.settings
      .news(this.#shared.settings.defaults)
      .map(([name, value]) => parameterStatus(name, value));
  }

  async #begin(): Promise<void> {
    const { settings, engine } = this.#shared;
    const calls = [...this.settings.startup].map(
      ([name, value]) => `set_config(${literal(name)}, ${literal(value)}, false)`,
    );
    if (calls.length > 0) {
      const [, applied, state] = await engine.run([
        [settings.switchTo(this.settings) ?? frame('S')],
        [simpleQuery(`SELECT ${calls.join(', ')}`)],
        [settings.question(this.settings)],
      ]);
      const error = errorOf(applied ?? new Uint8Array());
      if (error !== undefined) {
        const [code = sqlState.protocolViolation, message = ''] = [error.get('C'), error.get('M')];
        this.#wire.fail({ severity: 'FATAL', code, message });
        return;
      }
      settings.capture(this.settings, state ?? new Uint8Array());
    }
    this.greet();
  }

  /** Tells the settings and that the client may begin. */
  greet(): void {
    this.#wire.write(this.#news());
    this.#wire.started();
  }

  async #cleanUp(): Promise<void> {
    const { engine, notifications } = this.#shared;
    this.#queue = [];
    this.#names.discardAll();
    this.#pendingListens.rollback();
    this.#abandoned.push(...notifications.remove(this, undefined));
    const open = this.#midBatch || this.#status !== 'I';
    await engine.run([
      [frame('S')],
      ...(open ? [[simpleQuery('ROLLBACK')]] : []),
      [...this.#names.takeDiscarded().map(closeStatement), frame('S')],
      ...this.#unlistenAbandoned(),
    ]);
    this.#status = 'I';
    this.#midBatch = false;
  }
}
