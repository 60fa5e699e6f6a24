import type { Server } from 'node:net';
import { HeartlineError } from '#lib/errors.ts';

/** Loopback only: the password travels in clear text. */
export const host = '127.0.0.1';

/**
 * Listens on `wanted`, or when that is undefined on the `last` port if it is free, else on any.
 * @returns the port.
 * @throws HeartlineError PORT_TAKEN when `wanted` is in use or not allowed.
 */
export async function listenOn(
  server: Server,
  wanted: number | undefined,
  last: number | undefined,
): Promise<number> {
  try {
    return await listen(server, wanted ?? last ?? 0);
  } catch (error) {
    if (wanted === undefined && last !== undefined) return listen(server, 0);
    throw new HeartlineError(
      'PORT_TAKEN',
      `The embedded database cannot listen on port ${wanted} of ${host}: ${reasonOf(error)}. ` +
        'Stop what uses it, choose another port, or leave the port out for a free one.',
      { cause: error, details: { port: wanted } },
    );
  }
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'EADDRINUSE' ? 'it is taken' : String(code ?? error);
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port }, () => {
      server.off('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}
