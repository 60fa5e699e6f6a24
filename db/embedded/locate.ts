/** Finding the embedded database of a folder, and starting it when nobody serves it yet. */

import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { type ErrorCode, errorCodes, HeartlineError } from '#lib/errors.ts';
import { DataFolder } from './folder.ts';
import { answers } from './probe.ts';
import type { EmbeddedOptions } from './server.ts';

export interface RunningDatabase {
  url: string;
  pid: number;
}

export interface OpenDatabase extends RunningDatabase {
  /** Stops the database if this process started it, and waits until it has ended. */
  close(): Promise<void>;
}

export interface SpawnOptions extends EmbeddedOptions {
  /** Called when the process ends, `expected` when `close` was called before. */
  onExit?: (exit: { code: number | null; expected: boolean }) => void;
}

const entry = fileURLToPath(new URL('./main.ts', import.meta.url));
/** A first start takes 4 s; after kill -9 without a checkpoint it took up to 29 s. */
const startLimitMs = 120_000;
/** Somewhat more than the server itself gives a running statement. */
const stopLimitMs = 45_000;

const errorCodeSchema = z.custom<ErrorCode>(
  (code) => typeof code === 'string' && code in errorCodes,
);
const lineSchema = z.discriminatedUnion('ready', [
  z.object({ ready: z.literal(true), url: z.string(), pid: z.number() }),
  z.object({ ready: z.literal(false), code: errorCodeSchema, message: z.string() }),
]);

/** The server of this folder, if one runs and answers. */
export async function findRunning(dataDir: string): Promise<RunningDatabase | undefined> {
  const state = new DataFolder(dataDir).readState();
  if (state?.url === undefined || !isAlive(state.pid)) return undefined;
  // A recycled process number, or another server on the port, does not know the password.
  return (await answers(state.url)) ? { url: state.url, pid: state.pid } : undefined;
}

/**
 * Starts the database as a child process and waits until it is ready. It ends with this process,
 * however that ends.
 * @throws HeartlineError DATA_FOLDER_LOCKED, DATA_FOLDER_UNUSABLE, PORT_TAKEN or DATABASE_AWAY.
 */
export async function spawnEmbedded(options: SpawnOptions): Promise<OpenDatabase> {
  // Its own process group: a Ctrl-C in the terminal is for us, and we stop the database last.
  const child = spawn(process.execPath, [entry, ...argumentsOf(options)], {
    stdio: ['pipe', 'pipe', 'inherit'],
    detached: true,
  });
  let expected = false;
  const exited = new Promise<number | null>((resolve) => {
    child.once('exit', resolve);
    child.once('error', () => resolve(null));
  });
  const line = await firstLine(child, exited);
  if (!line.ready) throw new HeartlineError(line.code, line.message);
  void exited.then((code) => options.onExit?.({ code, expected }));
  return {
    url: line.url,
    pid: line.pid,
    close: () => {
      expected = true;
      return stop(child, exited);
    },
  };
}

/**
 * The database of the folder: the one that runs, or one started for this process. Of several
 * processes that ask at once one starts it and all use it.
 * @throws HeartlineError as `spawnEmbedded`; DATA_FOLDER_LOCKED when its holder never gets ready.
 */
export async function openEmbedded(options: SpawnOptions): Promise<OpenDatabase> {
  const deadline = Date.now() + startLimitMs;
  for (;;) {
    const running = await findRunning(options.dataDir);
    if (running !== undefined) return { ...running, close: async () => {} };
    try {
      return await spawnEmbedded(options);
    } catch (error) {
      const isLocked = error instanceof HeartlineError && error.code === 'DATA_FOLDER_LOCKED';
      if (!isLocked || Date.now() > deadline) throw error;
    }
    await holderSettled(options.dataDir);
  }
}

/** Waits while the lock's holder starts or stops: until it is ready or gone. */
async function holderSettled(dataDir: string): Promise<void> {
  const folder = new DataFolder(dataDir);
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const state = folder.readState();
    if (state === undefined || state.url !== undefined || !isAlive(state.pid)) break;
    await delay(50);
  }
  await delay(50);
}

function argumentsOf(options: SpawnOptions): string[] {
  const { port, idleInTransactionLimitMs: limit } = options;
  return [
    ...['--data-dir', options.dataDir, '--database', options.database, '--user', options.user],
    ...(port === undefined ? [] : ['--port', String(port)]),
    ...(limit === undefined ? [] : ['--idle-in-transaction-limit-ms', String(limit)]),
    '--exit-with-parent',
  ];
}

type Line = z.infer<typeof lineSchema>;

async function firstLine(child: ChildProcess, exited: Promise<number | null>): Promise<Line> {
  if (child.stdout === null) throw new Error('the child has no stdout');
  const lines = createInterface({ input: child.stdout });
  const said = new Promise<Line>((resolve, reject) => {
    lines.once('line', (line) => {
      try {
        resolve(lineSchema.parse(JSON.parse(line)));
      } catch (error) {
        reject(error);
      }
    });
  });
  const silent = exited.then((code): Line => {
    const message = `The embedded database ended with code ${code} before it was ready.`;
    return { ready: false, code: 'DATABASE_AWAY', message };
  });
  const timer = setTimeout(() => child.kill('SIGKILL'), startLimitMs);
  // The line of a process that says why and ends must win over its end.
  const line = await Promise.race([said, silent.then((end) => delay(100, end))]);
  clearTimeout(timer);
  return line;
}

async function stop(child: ChildProcess, exited: Promise<number | null>): Promise<void> {
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), stopLimitMs);
  await exited;
  clearTimeout(timer);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Someone else's process is alive, too.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
