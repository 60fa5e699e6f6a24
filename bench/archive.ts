/** `npm run bench:archive`: an export that is made up, through the real import, against COPY of the same rows. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Command, InvalidArgumentError, Option } from 'commander';
import { report } from '#commands/runCommand.ts';
import { adoptDatabase, closeDatabase, type Database } from '#db/client.ts';
import { migrateDatabase } from '#db/migrate.ts';
import { env } from '#lib/env.ts';
import { addDays } from '#lib/time/localDate.ts';
import { writeAppleExport } from './appleExport.ts';
import type { ImportFigures } from './archiveImport.ts';
import { isolatedDatabase } from './isolatedDatabase.ts';
import { timed } from './rounds.ts';
import { type MadeArchive, SampleStream } from './samples.ts';
import { copy, copyBytes, plainInsert } from './storage.ts';
import { writeTakeout } from './takeoutArchive.ts';

const exports: Record<string, { file: string; write: typeof writeTakeout }> = {
  takeout: { file: 'takeout.zip', write: writeTakeout },
  'apple-health': { file: 'export.xml', write: writeAppleExport },
};

const command = new Command('npm run bench:archive --')
  .description(
    'Makes an export, imports it in a process of its own, and stores the same rows by COPY (embedded: plain inserts). Against a server (DATABASE_URL or DB_HOST) in a database of its own, or embedded in a temporary folder; all is removed afterwards.',
  )
  .option(
    '--samples <number>',
    'how many there are to be; the goal is measured with 50000000',
    positive,
    1_000_000,
  )
  .addOption(
    new Option('--kind <kind>', 'what the export is of')
      .choices(Object.keys(exports))
      .default('takeout'),
  )
  .exitOverride();

const run = promisify(execFile);
const importer = new URL('./archiveImport.ts', import.meta.url).pathname;

bench().catch((error: unknown) => {
  process.exitCode = report(error);
});

function positive(text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number > 0) return number;
  throw new InvalidArgumentError('It is no whole number above 0.');
}

async function bench(): Promise<void> {
  const { samples, kind } = command.parse().opts<{ samples: number; kind: string }>();
  const made = exports[kind];
  if (!made) throw new Error(`there is no export of ${kind}`);
  const folder = await mkdtemp(join(tmpdir(), 'heartline-archive-'));
  const isolated = await isolatedDatabase(env().database);
  try {
    say(`measuring in ${isolated.place}; making the archive`);
    const path = join(folder, made.file);
    const archive = await made.write(path, samples);
    say(
      `${archive.samples} samples, ${megabytes(archive.unpackedBytes)} packed in ${megabytes(archive.bytes)}`,
    );
    const { mode, url } = isolated;
    const database = adoptDatabase(url, { mode, applicationName: 'heartline bench' });
    await migrateDatabase(database);
    const figures = await importOf(path, url, mode, folder);
    say('the same rows as fast as the database takes them');
    const limitMs = await storeDirectly(database, archive);
    process.stdout.write(sentences(archive, figures, limitMs, mode));
  } finally {
    await closeDatabase();
    await isolated.remove();
    await rm(folder, { recursive: true, force: true });
  }
}

async function importOf(path: string, url: string, mode: string, folder: string) {
  say('importing');
  const spool = join(folder, 'spool');
  const { stdout } = await run(process.execPath, [
    '--expose-gc',
    importer,
    path,
    url,
    mode,
    spool,
    'imported',
  ]);
  const figures: ImportFigures = JSON.parse(stdout);
  return figures;
}

/** Days of the archive a statement; the bytes are made while nothing is timed. */
const daysAtOnce = 14;

async function storeDirectly(database: Database, { days, start }: MadeArchive): Promise<number> {
  const stream = new SampleStream('archive');
  let ms = 0;
  for (let from = 0; from < days; from += daysAtOnce) {
    const count = Math.min(daysAtOnce, days - from);
    const part = Array.from({ length: count }, (_, i) => stream.day(addDays(start, from + i)));
    if (database.mode === 'server') {
      const bytes = copyBytes('directly', part);
      ms += await timed(() => copy(database.sql, bytes));
    } else {
      for (const day of part) ms += await timed(() => plainInsert(database.sql, 'directly', day));
    }
  }
  return ms;
}

function sentences(
  { samples }: MadeArchive,
  { readMs, loadMs, stored, peakBytes }: ImportFigures,
  limitMs: number,
  mode: string,
): string {
  const wholeMs = readMs + loadMs;
  const rate = (ms: number) =>
    `${Math.round((samples / ms) * 1000).toLocaleString('en-US')} samples/s`;
  const limit =
    mode === 'server' ? 'binary COPY of the same rows' : 'plain inserts of the same rows';
  return [
    `import, end to end: ${rate(wholeMs)} (${stored} stored in ${(wholeMs / 1000).toFixed(1)} s)`,
    `  reading and putting aside: ${rate(readMs)}`,
    `  transforming and storing: ${rate(loadMs)}`,
    `peak memory above the baseline: ${megabytes(peakBytes)}`,
    `${limit}: ${rate(limitMs)}`,
    `ratio of the import to it: ${(limitMs / wholeMs).toFixed(2)}`,
    '',
  ].join('\n');
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(0)} MB`;
}

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}
