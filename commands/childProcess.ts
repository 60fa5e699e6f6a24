/** A part of the product in a process of its own: started, watched, started again, stopped. */
import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { type ErrorCode, errorCodes, HeartlineError } from '#lib/errors.ts';
import type { Log } from '#lib/log.ts';

const greeting = z.discriminatedUnion('ready', [
  z.object({ ready: z.literal(true) }),
  z.object({
    ready: z.literal(false),
    code: z.custom<ErrorCode>((code) => typeof code === 'string' && code in errorCodes),
    message: z.string(),
  }),
]);

export interface Part {
  /** For people: `web`, `worker`. */
  name: string;
  /** Path from the project's root. */
  entry: string;
  environment: Record<string, string | undefined>;
  log: Log;
}

export interface RunningPart {
  /** Sends SIGTERM, waits, and after the limit ends it by force. */
  stop(): Promise<void>;
  readonly pid: number | undefined;
}

const stopLimitMs = 30_000;
/** A part that lived shorter than this is given a longer pause before it is started again. */
const steadyMs = 30_000;
const longestPauseMs = 15_000;

/**
 * Starts a part and waits until it is ready. When it ends unasked it is started again.
 * @throws {HeartlineError} what the part says keeps it from starting the first time.
 */
export async function startPart(part: Part): Promise<RunningPart> {
  let child = await launch(part);
  let stopping = false;
  let failures = 0;
  const watch = (watched: ChildProcess) => {
    const startedMs = Date.now();
    watched.once('exit', async (code, signal) => {
      if (stopping) return;
      failures = Date.now() - startedMs > steadyMs ? 1 : failures + 1;
      part.log.error(
        { part: part.name, code, signal },
        `the ${part.name} ended unasked and is started again`,
      );
      await pause(Math.min(longestPauseMs, 500 * 2 ** (failures - 1)));
      if (stopping) return;
      child = spawnPart(part);
      watch(child);
    });
  };
  watch(child);
  return {
    get pid() {
      return child.pid;
    },
    stop: async () => {
      stopping = true;
      await stopChild(child);
    },
  };
}

async function launch(part: Part): Promise<ChildProcess> {
  const child = spawnPart(part);
  const message = await new Promise<unknown>((resolve) => {
    child.once('message', resolve);
    child.once('exit', (code) => resolve({ code }));
  });
  const said = greeting.safeParse(message);
  if (said.success && said.data.ready) return child;
  const why = said.success && !said.data.ready ? said.data : undefined;
  throw new HeartlineError(
    why?.code ?? 'DATABASE_AWAY',
    why?.message ?? `The ${part.name} ended before it was ready; its last lines above say why.`,
  );
}

function spawnPart({ entry, environment }: Part): ChildProcess {
  return spawn(process.execPath, [fileURLToPath(new URL(`../${entry}`, import.meta.url))], {
    // Its own process group: a Ctrl-C in the terminal is for us, and we stop the parts in their order.
    detached: true,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, ...environment },
  });
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGTERM');
  const limit = setTimeout(() => child.kill('SIGKILL'), stopLimitMs);
  await exited;
  clearTimeout(limit);
}
