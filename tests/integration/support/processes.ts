/** Parts of the product in processes of their own, with nothing in their environment but what is given. */
import { type ChildProcess, spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { afterEach } from 'vitest';
import type { Database } from '#db/client.ts';

export interface Ended {
  /** null where a signal ended it. */
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

export interface Spawned {
  child: ChildProcess;
  ended: Promise<Ended>;
}

const running = new Set<Spawned>();

/** Ends after each test whatever the test left running. */
export function endProcessesAfterEach(): void {
  afterEach(async () => {
    for (const spawned of running) {
      spawned.child.kill('SIGKILL');
      await spawned.ended;
    }
  });
}

/**
 * @param entry path from the project's root.
 * @param environment all that the process sees, besides PATH.
 */
export function spawnScript(
  entry: string,
  environment: Record<string, string>,
  parameters: string[] = [],
): Spawned {
  const script = fileURLToPath(new URL(`../../../${entry}`, import.meta.url));
  const child = spawn(process.execPath, [script, ...parameters], {
    // Away from the project, whose `.env` is nobody's business here.
    cwd: tmpdir(),
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      NODE_ENV: 'production',
      PATH: process.env.PATH ?? '',
      LOG_FORMAT: 'json',
      ...environment,
    },
  });
  const said = { stdout: '', stderr: '' };
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    said.stdout += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said.stderr += text;
  });
  const ended = new Promise<Ended>((resolve) => {
    child.once('close', (code, signal) => resolve({ code, signal, ...said }));
  });
  const spawned = { child, ended };
  running.add(spawned);
  void ended.then(() => running.delete(spawned));
  return spawned;
}

/** Runs a script to its end. */
export async function runScript(
  entry: string,
  environment: Record<string, string>,
  parameters: string[] = [],
): Promise<Ended> {
  return await spawnScript(entry, environment, parameters).ended;
}

/** How a child process is told of this database. */
export function environmentFor({ mode, url }: Database): Record<string, string> {
  return mode === 'embedded' ? { EMBEDDED_DATABASE_URL: url } : { DATABASE_URL: url };
}
