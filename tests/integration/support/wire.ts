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
    near.on('data', (chunk) => {
      if (isCut) return;
      const text = chunk.toString('latin1');
      while (watched?.statements[0]?.test(text)) watched.statements.shift();
      if (watched?.statements.length === 0) {
        isCut = true;
        watched.seen();
        return;
      }
      far.write(chunk);
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
