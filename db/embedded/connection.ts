/** One TCP connection: start-up and password, then messages collected into batches. */

import { timingSafeEqual } from 'node:crypto';
import type { Socket } from 'node:net';
import { Client, type Shared } from './client.ts';
import { FramingError, type Message, MessageReader, readCString } from './framing.ts';
import {
  errorResponse,
  readyForQuery,
  type ServerError,
  type SqlState,
  sqlState,
} from './messages.ts';
import {
  authenticationCleartextPassword,
  authenticationOk,
  backendKeyData,
  negotiateProtocolVersion,
  readStartup,
  requestedSettings,
  type Startup,
} from './startup.ts';

/** What a connection needs to know of its server. */
export interface Host {
  readonly user: string;
  readonly database: string;
  readonly password: string;
  /** undefined while the database is starting or stopping. */
  readonly shared: Shared | undefined;
  cancel(pid: number, secret: number): void;
}

/** Unread input beyond which the client has to wait. */
const mostQueuedBytes = 8 * 1024 * 1024;
/** How long a client may take to give its password. */
const authenticationLimitMs = 60_000;

export class Connection {
  readonly pid: number;
  readonly secret: number;
  readonly #socket: Socket;
  readonly #host: Host;
  readonly #reader = new MessageReader();
  #phase: 'startup' | 'password' | 'ready' | 'closed' = 'startup';
  #parameters = new Map<string, string>();
  #client: Client | undefined;
  #batch: Message[] = [];
  #queuedBytes = 0;

  constructor(socket: Socket, host: Host, identity: { pid: number; secret: number }) {
    this.#socket = socket;
    this.#host = host;
    this.pid = identity.pid;
    this.secret = identity.secret;
    socket.setNoDelay(true);
    socket.on('data', (chunk: Buffer) => this.#receive(chunk));
    socket.on('drain', () => this.#regulate());
    socket.on('error', () => socket.destroy());
    socket.on('close', () => this.#closed());
    const tooSlow = setTimeout(
      () => this.#phase !== 'ready' && socket.destroy(),
      authenticationLimitMs,
    );
    tooSlow.unref();
    socket.once('close', () => clearTimeout(tooSlow));
  }

  /** Cancels what this client waits for, see `Client.cancel`. */
  cancel(): void {
    this.#client?.cancel();
  }

  /** Says a last word and hangs up. */
  fail(error: ServerError): void {
    if (this.#phase === 'closed') return;
    this.#phase = 'closed';
    this.#socket.end(errorResponse(error));
    // A client that does not read would keep the connection, and with it the server, alive.
    setTimeout(() => this.#socket.destroy(), 1_000).unref();
  }

  #receive(chunk: Buffer): void {
    this.#reader.push(chunk);
    try {
      while (this.#phase !== 'closed' && this.#step()) {
        // Every step consumes one message.
      }
    } catch (error) {
      if (!(error instanceof FramingError || error instanceof RangeError)) throw error;
      this.#fatal(sqlState.protocolViolation, error.message);
      this.#client?.leave();
    }
    this.#regulate();
  }

  #step(): boolean {
    if (this.#phase === 'startup') {
      const packet = this.#reader.nextStartup();
      if (packet !== undefined) this.#startup(readStartup(packet.body));
      return packet !== undefined;
    }
    const message = this.#reader.next();
    if (message === undefined) return false;
    if (this.#phase === 'password') this.#password(message);
    else this.#collect(message);
    return true;
  }

  #startup(startup: Startup): void {
    if (startup.kind === 'encryption') {
      this.#socket.write('N');
    } else if (startup.kind === 'cancel') {
      this.#host.cancel(startup.pid, startup.secret);
      this.#phase = 'closed';
      this.#socket.end();
    } else {
      this.#parameters = startup.parameters;
      if (startup.minor > 0) this.#socket.write(negotiateProtocolVersion);
      this.#socket.write(authenticationCleartextPassword);
      this.#phase = 'password';
    }
  }

  #password({ type, body }: Message): void {
    const { user, database, password, shared } = this.#host;
    const given = type === 'p' ? readCString(body, 0).text : '';
    const wantedUser = this.#parameters.get('user') ?? '';
    const wantedDatabase = this.#parameters.get('database') ?? wantedUser;
    if (wantedUser !== user || !sameText(given, password)) {
      this.#fatal(
        sqlState.invalidPassword,
        `password authentication failed for user "${wantedUser}"`,
      );
    } else if (wantedDatabase !== database) {
      this.#fatal(sqlState.unknownDatabase, `database "${wantedDatabase}" does not exist`);
    } else if (this.#parameters.get('replication') !== undefined) {
      this.#fatal(sqlState.featureNotSupported, 'the embedded database does not replicate');
    } else if (shared === undefined) {
      this.#fatal(sqlState.cannotConnectNow, 'the database system is starting up or shutting down');
    } else {
      this.#admit(shared);
    }
  }

  #admit(shared: Shared): void {
    this.#socket.write(authenticationOk);
    const client = new Client(this.pid, shared, {
      write: (parts) => this.#write(parts),
      fail: (error) => this.fail(error),
      started: () => this.#write([backendKeyData(this.pid, this.secret), readyForQuery('I')]),
    });
    this.#client = client;
    this.#phase = 'ready';
    for (const [name, value] of requestedSettings(this.#parameters))
      client.settings.request(name, value);
    // A name needs no check by the database, so that one can connect while it is busy.
    const [only, ...others] = client.settings.startup;
    if (only === undefined || (others.length === 0 && only[0] === 'application_name')) {
      client.settings.values = new Map(client.settings.startup);
      client.greet();
    } else {
      client.start();
    }
  }

  #collect(message: Message): void {
    switch (message.type) {
      case 'X':
        this.#phase = 'closed';
        this.#client?.leave();
        this.#socket.end();
        return;
      // What is left of a refused COPY; Postgres drops it likewise.
      case 'd':
      case 'c':
      case 'f':
        return;
      case 'Q':
      case 'S':
      case 'H':
      case 'F':
        this.#batch.push(message);
        this.#submit();
        return;
      case 'P':
      case 'B':
      case 'D':
      case 'E':
      case 'C':
        this.#batch.push(message);
        return;
      default:
        throw new FramingError(`invalid frontend message type "${message.type}"`);
    }
  }

  #submit(): void {
    this.#queuedBytes += this.#batch.reduce((sum, { body }) => sum + body.length, 0);
    this.#client?.submit(this.#batch);
    this.#batch = [];
  }

  #write(parts: readonly Uint8Array[]): void {
    if (!this.#client?.hasWork()) this.#queuedBytes = 0;
    if (this.#phase === 'closed' || this.#socket.destroyed) return;
    this.#socket.cork();
    for (const part of parts) this.#socket.write(part);
    this.#socket.uncork();
    this.#regulate();
  }

  /** Reads no more from a client that does not read its answers, or is far ahead of them. */
  #regulate(): void {
    if (this.#socket.writableNeedDrain || this.#queuedBytes > mostQueuedBytes) this.#socket.pause();
    else if (this.#socket.isPaused()) this.#socket.resume();
  }

  #fatal(code: SqlState, message: string): void {
    this.fail({ severity: 'FATAL', code, message });
  }

  #closed(): void {
    this.#phase = 'closed';
    this.#client?.leave();
  }
}

function sameText(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
