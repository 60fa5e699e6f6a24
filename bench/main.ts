/** `npm run bench`: ratios measured in one run, on data that it makes itself and removes afterwards. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Command } from 'commander';
import { report } from '#commands/runCommand.ts';
import { adoptDatabase, closeDatabase, type Database } from '#db/client.ts';
import { migrateDatabase } from '#db/migrate.ts';
import { env } from '#lib/env.ts';
import { HeartlineError, messageOf } from '#lib/errors.ts';
import { type History, makeHistory } from './history.ts';
import { type IsolatedDatabase, isolatedDatabase } from './isolatedDatabase.ts';
import type { Measure } from './measure.ts';
import { measures } from './measures.ts';
import { type Result, resultOf, resultsJson, table } from './results.ts';

interface Options {
  only: string[];
  json: string;
}

const command = new Command('npm run bench --')
  .description(
    'Measures ratios against a server (DATABASE_URL or DB_HOST) in a database of its own, or embedded in a temporary folder, and removes it afterwards. On a server every bound must hold: the exit code tells.',
  )
  .option(
    '--only <name>',
    'this measure; may be given several times',
    (name: string, names: string[]) => [...names, name],
    [],
  )
  .option('--json <file>', 'where the results go as JSON', 'bench/results/latest.json')
  .addHelpText('after', `\nMeasures:\n${measures.map(({ name }) => `  ${name}`).join('\n')}`)
  .exitOverride();

const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());

bench().catch((error: unknown) => {
  process.exitCode = report(error);
});

async function bench(): Promise<void> {
  const options = command.parse().opts<Options>();
  const chosen = chosenMeasures(options.only);
  const isolated = await isolatedDatabase(env().database);
  try {
    say(`measuring in ${isolated.place}`);
    const results = await untilStopped(runAll(isolated, chosen));
    await write(options.json, resultsJson(isolated.mode, results));
    process.stdout.write(`${table(isolated.mode, results)}\n`);
    const missed = results.some((result) => !result.holds);
    if (isolated.mode === 'server' && missed) process.exitCode = 1;
  } finally {
    await closeDatabase();
    await isolated.remove();
  }
}

function chosenMeasures(names: readonly string[]): readonly Measure[] {
  const unknown = names.find((name) => !measures.some((measure) => measure.name === name));
  if (unknown) {
    throw new HeartlineError(
      'INVALID_INPUT',
      `There is no measure "${unknown}". There are: ${measures.map(({ name }) => name).join(', ')}.`,
    );
  }
  return names.length === 0 ? measures : measures.filter(({ name }) => names.includes(name));
}

async function runAll({ url, mode }: IsolatedDatabase, chosen: readonly Measure[]) {
  const database = adoptDatabase(url, { mode, applicationName: 'heartline bench' });
  await migrateDatabase(database);
  const context = { database, say, history: historyOnce(database) };
  const results: Result[] = [];
  for (const measure of chosen) {
    stop.signal.throwIfAborted();
    say(measure.title);
    results.push(resultOf(measure, await measure.run(context)));
  }
  return results;
}

function historyOnce(database: Database): () => Promise<History> {
  let history: Promise<History> | undefined;
  return () => {
    history ??= makeHistory(database, say);
    return history;
  };
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

async function write(file: string, text: string): Promise<void> {
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  } catch (cause) {
    throw new HeartlineError('INVALID_INPUT', `--json ${file}: ${messageOf(cause)}`, { cause });
  }
}

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}
