/** A wire between a process and its database that a test can watch, and cut at a statement. */

import type { AddressInfo } from 'node:net';
import { connect, createServer, type Socket } from 'node:net';

export interface Wire {
  /** The database's address by way of the wire. */
  url: string;
  /** Settles when these came by, one after the other; from the last on nothing passes any more. */
  cutAt(...statements: RegExp[]): Promise<void>;
  /** Lets everything pass again, for new connections. */
  mend(): void;
  close(): Promise<void>;
}

/** What is sent to the database for a day, in order; the wire is cut before the last of each passes. */
export const dayStatements: [string, RegExp[]][] = [
  ['before the samples', [/(copy|insert into) activities_heart_intraday /]],
  ['between samples and summary', [/insert into activities_heart_summary/]],
  ['before the mark', [/insert into coverage_days/]],
  ['before the commit', [/insert into coverage_days/, /commit/]],
];

/**
 * What a client sends, message by message (PostgreSQL's frontend protocol, version 3). A statement
 * that is sent a second time on a connection is sent by the name it was prepared under, without its
 * text: the names are kept, or a cut at `commit` would miss all but the first of a connection.
 */
class SentMessages {
  #rest = Buffer.alloc(0);
  #isStarted = false;
  #prepared = new Map<string, string>();

  /** The messages that this ends; `statement` is the text of what each runs, '' where it runs none. */
  *take(chunk: Buffer): Generator<{ statement: string; bytes: Buffer }> {
    this.#rest = Buffer.concat([this.#rest, chunk]);
    for (;;) {
      // The first message of a connection has no type before its length.
      const lengthAt = this.#isStarted ? 1 : 0;
      if (this.#rest.length < lengthAt + 4) return;
      const size = lengthAt + this.#rest.readInt32BE(lengthAt);
      if (this.#rest.length < size) return;
      const bytes = this.#rest.subarray(0, size);
      this.#rest = this.#rest.subarray(size);
      yield { bytes, statement: this.#isStarted ? this.#statementOf(bytes) : '' };
      this.#isStarted = true;
    }
  }

  #statementOf(bytes: Buffer): string {
    const type = String.fromCharCode(bytes[0] ?? 0);
    if (!'QPB'.includes(type)) return '';
    const [first = '', second = ''] = bytes.toString('latin1', 5).split('\0', 2);
    if (type === 'P') this.#prepared.set(first, second);
    return type === 'Q' ? first : type === 'P' ? second : (this.#prepared.get(second) ?? '');
  }
}

/** @param url of the database. */
export async function startWire(url: string): Promise<Wire> {
  const { hostname, port } = new URL(url);
  const sockets = new Set<Socket>();
  let watched: { statements: RegExp[]; seen: () => void } | undefined;
  let isCut = false;
  const server = createServer((near) => {
    if (isCut) return near.destroy();
    const far = connect(Number(port || 5432), hostname);
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => {}).on('close', () => sockets.delete(socket));
    }
    near.on('close', () => far.destroy());
    far.on('close', () => near.destroy());
    const messages = new SentMessages();
    near.on('data', (chunk) => {
      if (isCut) return;
      for (const { statement, bytes } of messages.take(chunk)) {
        while (watched?.statements[0]?.test(statement)) watched.statements.shift();
        if (watched?.statements.length === 0) {
          isCut = true;
          watched.seen();
          return;
        }
        far.write(bytes);
      }
    });
    far.on('data', (chunk) => {
      if (!isCut) near.write(chunk);
    });
    return undefined;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const through = new URL(url);
  through.hostname = '127.0.0.1';
  through.port = String((server.address() as AddressInfo).port);
  const drop = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: through.href,
    cutAt: (...statements) =>
      new Promise((seen) => {
        watched = { statements: [...statements], seen };
      }),
    mend: () => {
      watched = undefined;
      isCut = false;
      drop();
    },
    close: () => {
      drop();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
