/** A Chromium to test with: the one that is there, Playwright's own, or one installed for it. */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';

// The shell without windows first: the same engine, at half the time a page.
const names = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
];
const macOs = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** Path of the browser; undefined when Playwright has its own. Installs one where there is none. */
export async function findBrowser(): Promise<string | undefined> {
  if (existsSync(chromium.executablePath())) return undefined;
  const found = installed();
  if (found) return found;
  process.stdout.write('No Chromium was found; installing one for the tests …\n');
  if (
    run('playwright', ['install', '--with-deps', 'chromium']) &&
    existsSync(chromium.executablePath())
  )
    return undefined;
  // Where the browser's own download cannot be reached, the system's packages may be.
  if (process.platform === 'linux' && process.getuid?.() === 0) {
    run('apt-get', ['update', '-qq']);
    const install = (name: string) => run('apt-get', ['install', '-y', '-qq', name]);
    if (!install('chromium-headless-shell')) install('chromium');
  }
  const now = installed();
  if (now) return now;
  throw new Error(
    'No Chromium could be installed. Install one ("apt-get install chromium", or Chrome) and run the tests again.',
  );
}

function installed(): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const candidates = [
    ...names.flatMap((name) => folders.map((folder) => join(folder, name))),
    ...macOs,
  ];
  return candidates.find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function run(command: string, args: string[]): boolean {
  return spawnSync(command, args, { stdio: 'inherit' }).status === 0;
}
