/** The web application's build: made when there is none, or when a source is newer than it. */
import { spawn } from 'node:child_process';
import { readdirSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { HeartlineError } from '#lib/errors.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const buildId = join(root, '.next', 'BUILD_ID');
const sources = [
  'app',
  'lib',
  'db',
  'jobs',
  'public',
  'proxy.ts',
  'next.config.mjs',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
];

/** Why a build is due; undefined where the standing one is as new as its sources. */
export function buildReason(): string | undefined {
  const built = modifiedMs(buildId);
  if (built === undefined) return 'there is none yet';
  const newest = Math.max(...sources.map((source) => newestMs(join(root, source))));
  return newest > built ? 'the sources are newer' : undefined;
}

function newestMs(path: string): number {
  const own = modifiedMs(path);
  if (own === undefined) return 0;
  if (!statSync(path).isDirectory()) return own;
  // A folder's own time tells of files that were taken away.
  return readdirSync(path).reduce(
    (newest, name) => Math.max(newest, newestMs(join(path, name))),
    own,
  );
}

function modifiedMs(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs;
}

/** @throws {HeartlineError} INVALID_CONFIGURATION with the build's own words when it fails. */
export async function build(signal: AbortSignal): Promise<void> {
  const began = new Date();
  const next = fileURLToPath(import.meta.resolve('next/dist/bin/next'));
  const child = spawn(process.execPath, [next, 'build'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
    signal,
  });
  const words: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => words.push(text));
  const code = await new Promise<number | null>((resolve) => {
    child.once('error', () => resolve(null));
    child.once('close', resolve);
  });
  // As old as its beginning: what was written while it went on is newer than it.
  if (code === 0) return utimesSync(buildId, began, began);
  if (signal.aborted) throw new HeartlineError('CANCELLED', 'The build was stopped.');
  throw new HeartlineError(
    'INVALID_CONFIGURATION',
    `The web application could not be built.\n${words.join('')}`,
  );
}
