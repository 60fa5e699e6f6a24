/** How a connection to the database is opened. */
import { connect, type Socket } from 'node:net';

/** The part of postgres.js's parsed options that a socket needs. */
export interface SocketOptions {
  host: string[];
  port: number[];
  path?: string | null | undefined;
  /** Seconds. */
  connect_timeout?: number | undefined;
}

/**
 * A connected socket that sends at once. Node leaves Nagle's algorithm on and postgres.js does too:
 * a COPY then waits for the server's delayed acknowledgement, 89 ms for a transaction that takes
 * 1.3 ms without (20 transactions of one small COPY each, on loopback).
 */
export function openSocket({
  host,
  port,
  path,
  connect_timeout: seconds,
}: SocketOptions): Promise<Socket> {
  const target = { host: host[0] ?? 'localhost', port: port[0] ?? 5432 };
  return new Promise((resolve, reject) => {
    const socket = connect(path ? { path } : { ...target, noDelay: true });
    if (seconds) {
      socket.setTimeout(seconds * 1000, () => {
        const error = new Error(
          `no connection to ${target.host}:${target.port} within ${seconds} s`,
        );
        socket.destroy(Object.assign(error, { code: 'CONNECT_TIMEOUT' }));
      });
    }
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.setTimeout(0);
      socket.removeListener('error', reject);
      // postgres.js names the server by these when it verifies a certificate.
      resolve(Object.assign(socket, target));
    });
  });
}
