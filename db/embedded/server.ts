/**
 * TimescaleDB in WebAssembly behind a server that speaks the Postgres protocol on 127.0.0.1.
 *
 * There is one database session, which all clients share in turns: a batch (a simple query, or
 * everything up to a Sync) runs as a whole, and a client in a transaction keeps the session until
 * the transaction ends. So one long statement, or one open transaction, makes everybody else
 * wait: work in batches of a day or less, and never await a second connection while a transaction
 * is open on a first. Different from a server process of one's own:
 *
 * - COPY … FROM is refused (0A000); COPY … TO STDOUT works.
 * - Temporary tables, sequence states, session-level advisory locks and WITH HOLD cursors are
 *   shared. For mutual exclusion use `pg_advisory_xact_lock` or a plain transaction.
 * - A cancel request cancels a batch that waits, not one that runs; statement_timeout has no effect.
 * - `current_database()` is `template1` and the user `postgres`, whatever the URL says.
 * - Endless recursion in SQL hangs WebAssembly or kills it; so does reading PGlite's /dev/blob. A hung
 *   one ends with SIGTERM after 30 s. Clients of a killed one get 57P02, and the process exits with 1.
 * - Nothing is forced to the disk's platters: acknowledged rows survive the death of this
 *   process, kill -9 included, but a power failure may lose the last ones.
 */

import { randomInt } from 'node:crypto';
import { createServer, type Server, type Socket } from 'node:net';
import { HeartlineError, messageOf } from '#lib/errors.ts';
import { Checkpointer } from './checkpointer.ts';
import type { Shared } from './client.ts';
import { Connection, type Host } from './connection.ts';
import { Engine } from './engine.ts';
import { DataFolder } from './folder.ts';
import { type FolderLock, lockFolder } from './lock.ts';
import { errorOf, type ServerError, simpleQuery, sqlState } from './messages.ts';
import { Notifications } from './notifications.ts';
import { host, listenOn } from './port.ts';
import { Scheduler } from './scheduler.ts';
import { baseline, SessionSettings } from './settings.ts';

export interface EmbeddedOptions {
  /** The folder of the database; it is made when it is missing. */
  dataDir: string;
  /** Without one: the port of the last run if it is free, else any. */
  port?: number;
  /** The only database name clients may ask for. */
  database: string;
  /** The only user clients may be. */
  user: string;
  /** How long a client may hold a transaction open without a statement; 60 s unless told. */
  idleInTransactionLimitMs?: number;
}

export interface EmbeddedServer {
  /** postgres://user:password@127.0.0.1:port/database */
  url: string;
  port: number;
  pid: number;
  /** Resolves with a sentence if the database dies; its clients have been told by then. */
  crashed: Promise<string>;
  /**
   * Lets the running batch end (for at most 30 s), refuses new ones, rolls back what is open,
   * checkpoints, and releases the folder.
   */
  close(): Promise<void>;
}

const shuttingDown: ServerError = {
  severity: 'FATAL',
  code: sqlState.adminShutdown,
  message: 'terminating connection due to administrator command',
};

const runningLimitMs = 30_000;

/**
 * Starts the database in this process (in a thread of its own).
 * @throws HeartlineError DATA_FOLDER_LOCKED, DATA_FOLDER_UNUSABLE or PORT_TAKEN.
 */
export async function startEmbeddedServer(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const folder = new DataFolder(options.dataDir);
  folder.prepare();
  const lock = lockFolder(folder.path);
  if (lock === undefined) throw folder.locked();
  const server = new RunningServer(options, folder, lock);
  try {
    await server.start();
    return server;
  } catch (error) {
    await server.abandon();
    throw error;
  }
}

class RunningServer implements EmbeddedServer, Host {
  readonly pid = process.pid;
  readonly user: string;
  readonly database: string;
  readonly password: string;
  readonly crashed: Promise<string>;
  url = '';
  port = 0;
  shared: Shared | undefined;
  readonly #options: EmbeddedOptions;
  readonly #folder: DataFolder;
  readonly #lock: FolderLock;
  readonly #listener: Server;
  readonly #scheduler: Scheduler;
  readonly #connections = new Set<Connection>();
  #engine: Engine | undefined;
  #checkpointer: Checkpointer | undefined;
  #lastPid = 0;
  #closing: Promise<void> | undefined;
  #reportCrash: (sentence: string) => void = () => {};

  constructor(options: EmbeddedOptions, folder: DataFolder, lock: FolderLock) {
    this.#options = options;
    this.#folder = folder;
    this.#lock = lock;
    this.user = options.user;
    this.database = options.database;
    this.password = folder.ensurePassword();
    this.#scheduler = new Scheduler(options.idleInTransactionLimitMs ?? 60_000);
    this.#listener = createServer((socket) => this.#connect(socket));
    this.crashed = new Promise((resolve) => {
      this.#reportCrash = resolve;
    });
  }

  async start(): Promise<void> {
    this.#folder.writeState({ pid: this.pid });
    this.port = await listenOn(this.#listener, this.#options.port, this.#folder.lastPort());
    this.#folder.rememberPort(this.port);
    const credentials = `${encodeURIComponent(this.user)}:${encodeURIComponent(this.password)}`;
    this.url = `postgres://${credentials}@${host}:${this.port}/${encodeURIComponent(this.database)}`;
    const finished = this.#folder.beginFirstStart();
    const engine = await this.#open();
    finished();
    void engine.crashed.then((reason) => this.#crash(reason));
    this.shared = {
      engine,
      scheduler: this.#scheduler,
      notifications: new Notifications(),
      settings: await prepareSession(engine),
    };
    this.#checkpointer = new Checkpointer(engine, this.#scheduler);
    this.#folder.writeState({ pid: this.pid, url: this.url });
  }

  cancel(pid: number, secret: number): void {
    for (const connection of this.#connections) {
      if (connection.pid === pid && connection.secret === secret) connection.cancel();
    }
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  /** Undoes a start that failed. */
  async abandon(): Promise<void> {
    this.#listener.close();
    await this.#engine?.close(0);
    this.#release();
  }

  async #open(): Promise<Engine> {
    try {
      this.#engine = await Engine.open(this.#folder.database);
      return this.#engine;
    } catch (error) {
      throw this.#folder.unusable(messageOf(error), error);
    }
  }

  #connect(socket: Socket): void {
    this.#lastPid += 1;
    const identity = { pid: this.#lastPid, secret: randomInt(2 ** 31) };
    const connection = new Connection(socket, this, identity);
    this.#connections.add(connection);
    socket.once('close', () => this.#connections.delete(connection));
  }

  async #close(): Promise<void> {
    const { shared } = this;
    this.shared = undefined;
    this.#folder.removeState();
    const closed = new Promise((resolve) => this.#listener.close(resolve));
    const idle = await within(runningLimitMs, this.#scheduler.stop());
    this.#checkpointer?.stop();
    for (const connection of this.#connections) connection.fail(shuttingDown);
    await closed;
    if (idle && shared !== undefined) await checkpoint(shared.engine);
    await this.#engine?.close(idle ? runningLimitMs : 0);
    this.#release();
  }

  /** Nothing can be saved inside WebAssembly; what was acknowledged is in the write-ahead log. */
  #crash(reason: string): void {
    if (this.#closing !== undefined) return;
    this.#closing = this.#scheduler.stop().then(() => {});
    this.shared = undefined;
    this.#checkpointer?.stop();
    const message = `the embedded database has died (${reason}); start it again, acknowledged rows are kept`;
    for (const connection of this.#connections) {
      connection.fail({ severity: 'FATAL', code: sqlState.crashShutdown, message });
    }
    this.#listener.close(() => {
      this.#release();
      this.#reportCrash(message);
    });
  }

  #release(): void {
    this.#folder.removeState();
    this.#lock.release();
  }
}

/** Brings the one session into the state every client expects, see `baseline`. */
async function prepareSession(engine: Engine): Promise<SessionSettings> {
  const settings = [...baseline].map(
    ([name, value]) => `SELECT set_config('${name}', '${value}', false)`,
  );
  // LOAD at every start: until something names the extension, inserts into hypertables fail.
  const statements = [
    ...settings,
    'CREATE EXTENSION IF NOT EXISTS timescaledb',
    "LOAD 'timescaledb'",
  ];
  for (const sql of statements) {
    const [response = new Uint8Array()] = await engine.run([[simpleQuery(sql)]]);
    const error = errorOf(response);
    if (error !== undefined) throw new HeartlineError('DATABASE_AWAY', `${sql}: ${error.get('M')}`);
  }
  const [defaults = new Uint8Array()] = await engine.run([[SessionSettings.readDefaults]]);
  return new SessionSettings(defaults);
}

async function checkpoint(engine: Engine): Promise<void> {
  await engine.run([[simpleQuery('ROLLBACK')], [simpleQuery('CHECKPOINT')]]);
}

/** @returns whether the promise was kept within the time. */
async function within(limitMs: number, promise: Promise<void>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), limitMs);
  });
  const inTime = await Promise.race([promise.then(() => true), tooLate]);
  clearTimeout(timer);
  return inTime;
}
