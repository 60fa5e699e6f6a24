/** Process entry: the web application's production build, until SIGINT, SIGTERM or its parent's end. */

import { createServer, type Server, type ServerResponse } from 'node:http';
import { fileURLToPath } from 'node:url';
import next from 'next';
import { closeDatabase } from '#db/client.ts';
import { isAllowedHost } from '#lib/allowedHost.ts';
import { env } from '#lib/env.ts';
import { HeartlineError, messageOf } from '#lib/errors.ts';
import { onParentGone, tellFailed, tellReady } from '#lib/parentProcess.ts';
import { report } from './runCommand.ts';

/** How long open answers may take to finish at a stop, ms. */
const graceMs = 5_000;

async function main(): Promise<void> {
  const { host, port, allowedHosts } = env();
  const app = next({
    dev: false,
    dir: fileURLToPath(new URL('..', import.meta.url)),
    hostname: host,
    port,
  });
  await app.prepare();
  const handle = app.getRequestHandler();
  const server = createServer((request, response) => {
    if (!isAllowedHost(request.headers.host, allowedHosts)) refuseHost(response);
    else if (!isDecodable(request.url)) refuseAddress(response);
    else void handle(request, response);
  });
  await listen(server, port, host);
  tellReady();
  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    await closeServer(server);
    await closeDatabase();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop());
  onParentGone(() => void stop());
}

function refuseHost(response: ServerResponse): void {
  refuse(
    response,
    421,
    'HOST_REFUSED',
    'Heartline does not answer to this name. Use the address that it printed at its start, or add the name to ALLOWED_HOSTS.',
  );
}

/** Next answers broken escapes with a bare 500 before any route of ours is asked. */
function refuseAddress(response: ServerResponse): void {
  refuse(
    response,
    400,
    'INVALID_INPUT',
    'The address holds a broken escape: "%" must be written as %25.',
  );
}

function isDecodable(url = ''): boolean {
  try {
    decodeURIComponent(url.split('?', 1)[0] ?? '');
    return true;
  } catch {
    return false;
  }
}

function refuse(response: ServerResponse, status: number, code: string, message: string): void {
  response
    .writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
    .end(JSON.stringify({ error: { code, message } }));
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'EADDRINUSE' ? portTaken(port) : error);
    });
    server.listen(port, host, resolve);
  });
}

function portTaken(port: number): HeartlineError {
  return new HeartlineError(
    'PORT_TAKEN',
    `Port ${port} is taken by another program. Stop that one, or set PORT to a free one.`,
  );
}

async function closeServer(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const limit = setTimeout(() => server.closeAllConnections(), graceMs);
  await closed;
  clearTimeout(limit);
}

main().catch((error: unknown) => {
  const exitCode = process.send ? 1 : report(error);
  if (error instanceof HeartlineError) tellFailed(error.code, error.message);
  else process.stderr.write(`${messageOf(error)}\n`);
  process.exit(exitCode);
});
