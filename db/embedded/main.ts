/**
 * The database as a process of its own:
 *
 *   node db/embedded/main.ts --data-dir DIR --database NAME --user NAME [--port N] [--exit-with-parent]
 *
 * One JSON line on stdout says how the start went: {"ready":true,"url":…,"pid":…} or
 * {"ready":false,"code":…,"message":…}. SIGTERM and SIGINT close it; with --exit-with-parent so
 * does the end of stdin, which comes however the parent dies.
 */

import { parseArgs } from 'node:util';
import { z } from 'zod';
import { errorCodes, HeartlineError, messageOf } from '#lib/errors.ts';
import { type EmbeddedOptions, type EmbeddedServer, startEmbeddedServer } from './server.ts';

const argumentsSchema = z.object({
  'data-dir': z.string().min(1),
  database: z.string().min(1),
  user: z.string().min(1),
  port: z.coerce.number().int().min(1).max(65_535).optional(),
  'idle-in-transaction-limit-ms': z.coerce.number().int().min(1).optional(),
  'exit-with-parent': z.boolean().default(false),
});

function readArguments(): EmbeddedOptions & { exitWithParent: boolean } {
  const { values } = parseArgs({
    options: {
      'data-dir': { type: 'string' },
      database: { type: 'string' },
      user: { type: 'string' },
      port: { type: 'string' },
      'idle-in-transaction-limit-ms': { type: 'string' },
      'exit-with-parent': { type: 'boolean' },
    },
  });
  const given = argumentsSchema.parse(values);
  return {
    dataDir: given['data-dir'],
    database: given.database,
    user: given.user,
    port: given.port,
    idleInTransactionLimitMs: given['idle-in-transaction-limit-ms'],
    exitWithParent: given['exit-with-parent'],
  };
}

function say(line: Record<string, unknown>): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

/** @param asked resolves when somebody wants the process to end. */
async function serve(server: EmbeddedServer, asked: Promise<void>): Promise<number> {
  say({ ready: true, url: server.url, pid: server.pid });
  const crash = await Promise.race([asked.then(() => undefined), server.crashed]);
  if (crash === undefined) {
    await server.close();
    return 0;
  }
  process.stderr.write(`${crash}\n`);
  return 1;
}

async function main(): Promise<number> {
  const asked = Promise.withResolvers<void>();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => asked.resolve());
  // A parent that was killed takes its end of stdout with it, too.
  process.stdout.on('error', () => {});
  try {
    const { exitWithParent, ...options } = readArguments();
    if (exitWithParent) {
      process.stdin.on('end', () => asked.resolve()).on('error', () => asked.resolve());
      process.stdin.resume();
    }
    return await serve(await startEmbeddedServer(options), asked.promise);
  } catch (error) {
    const code = error instanceof HeartlineError ? error.code : 'INVALID_CONFIGURATION';
    say({ ready: false, code, message: messageOf(error) });
    return errorCodes[code].exitCode;
  }
}

process.exitCode = await main();
process.exit();
