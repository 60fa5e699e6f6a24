/** `npm run bench:ui`: how fast the chart feels, in Chromium against the production build. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Command } from 'commander';
import { report } from '#commands/runCommand.ts';
import { closeDatabase, type DatabaseMode } from '#db/client.ts';
import { env } from '#lib/env.ts';
import { HeartlineError, messageOf } from '#lib/errors.ts';
import { addDays } from '#lib/time/localDate.ts';
import { type IsolatedDatabase, isolatedDatabase } from './isolatedDatabase.ts';
import { measureScreen } from './ui/chartScreen.ts';
import { withProduct } from './ui/product.ts';
import { textOf, verdictsOf } from './ui/verdicts.ts';

interface Options {
  steps: string;
  seed: string;
  days?: string;
  url?: string;
  mode: DatabaseMode;
  json: string;
}

const command = new Command('npm run bench:ui --')
  .description(
    'Opens the chart of a user with a year of 5-second samples (6.3 million) in Chromium, makes random gestures, and measures from each to its new data painted, the largest paint, the interaction latency and the JavaScript. In a database of its own on a server (DATABASE_URL or DB_HOST), or embedded, which it removes afterwards. The exit code tells whether every bound holds. CHROMIUM_PATH names a browser where Playwright has none.',
  )
  .option('--steps <count>', 'gestures', '200')
  .option('--seed <text>', 'what they are drawn from', 'heartline')
  .option('--days <count>', 'of samples; default 365 on a server, 90 embedded, which loads slower')
  .option('--url <address>', 'of the chart screen of a running Heartline; loads and starts nothing')
  .option('--mode <mode>', 'with --url, whose bounds: server or embedded', 'server')
  .option('--json <file>', 'where the figures go as JSON', 'bench/results/ui.json')
  .exitOverride();

const user = 'year-1';
const lastDay = '2023-12-31';
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());

bench(command.parse().opts<Options>()).catch((error: unknown) => {
  process.exitCode = report(error);
});

async function bench(options: Options): Promise<void> {
  if (options.url) return await measure(options.url, options.mode, options);
  const isolated = await isolatedDatabase(env().database);
  try {
    await untilStopped(onOwnData(isolated, options));
  } finally {
    await closeDatabase();
    await isolated.remove();
  }
}

async function onOwnData(isolated: IsolatedDatabase, options: Options): Promise<void> {
  const days = Number(options.days ?? (isolated.mode === 'server' ? 365 : 90));
  const window = { start: addDays(lastDay, 1 - days), end: lastDay };
  await withProduct(isolated, { users: [user], window, say, signal: stop.signal }, (address) =>
    measure(`${address}/users/${user}`, isolated.mode, options),
  );
}

async function measure(url: string, mode: DatabaseMode, options: Options): Promise<void> {
  const { seed, json } = options;
  const figures = await measureScreen(url, { seed, count: Number(options.steps), say });
  const verdicts = verdictsOf(mode, figures);
  const record = { mode, seed, at: new Date().toISOString(), verdicts, ...figures };
  try {
    await mkdir(dirname(json), { recursive: true });
    await writeFile(json, `${JSON.stringify(record, undefined, 2)}\n`);
  } catch (cause) {
    throw new HeartlineError('INVALID_INPUT', `--json ${json}: ${messageOf(cause)}`, { cause });
  }
  process.stdout.write(`${textOf(figures, verdicts)}\n`);
  if (verdicts.some(({ holds }) => !holds)) process.exitCode = 1;
}

/** What runs in the database ends with its connections; nobody waits for it here. */
async function untilStopped<T>(work: Promise<T>): Promise<T> {
  const stopped = new Promise<never>((_, reject) => {
    stop.signal.addEventListener('abort', () =>
      reject(new HeartlineError('CANCELLED', 'The bench was stopped; its database is removed.')),
    );
  });
  work.catch(() => {});
  return await Promise.race([work, stopped]);
}

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}
