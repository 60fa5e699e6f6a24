/** `npm run bench:frames`: how evenly 24 small charts move together, in Chromium against the production build. */
import { Command } from 'commander';
import { report } from '#commands/runCommand.ts';
import { closeDatabase } from '#db/client.ts';
import { maxUsers } from '#lib/contract/limits.ts';
import { env } from '#lib/env.ts';
import { isolatedDatabase } from './isolatedDatabase.ts';
import { measureFrames, textOf } from './ui/frames.ts';
import { withProduct } from './ui/product.ts';

interface Options {
  rounds: string;
  url?: string;
}

const command = new Command('npm run bench:frames --')
  .description(
    'Compares 24 users with a week of 5-second samples each (2.9 million), points at, zooms and drags their small charts in Chromium, and tells the intervals between frames. In a database of its own on a server (DATABASE_URL or DB_HOST), or embedded, which it removes afterwards. Nothing is drawn by a graphics card. CHROMIUM_PATH names a browser where Playwright has none.',
  )
  .option('--rounds <count>', 'of each gesture', '5')
  .option('--url <address>', 'of a comparison of a running Heartline; loads and starts nothing')
  .exitOverride();

const users = Array.from({ length: maxUsers }, (_, index) => `many-${index + 1}`);
const window = { start: '2023-12-25', end: '2023-12-31' };
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());

bench(command.parse().opts<Options>()).catch((error: unknown) => {
  process.exitCode = report(error);
});

async function bench({ rounds, url }: Options): Promise<void> {
  const measure = async (address: string) => {
    process.stdout.write(`${textOf(await measureFrames(address, Number(rounds)))}\n`);
  };
  if (url) return await measure(url);
  const isolated = await isolatedDatabase(env().database);
  try {
    const peopled = { users, window, say, signal: stop.signal };
    await withProduct(isolated, peopled, (address) =>
      measure(`${address}/compare?users=${users.join()}`),
    );
  } finally {
    await closeDatabase();
    await isolated.remove();
  }
}

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}
