/** What every command has: `--help`, the configuration, a database, a clear last word, an exit code. */
import { Command, CommanderError } from 'commander';
import type { Database } from '#db/client.ts';
import { type Env, env } from '#lib/env.ts';
import { errorCodes, HeartlineError, messageOf } from '#lib/errors.ts';
import { createLog, type Log } from '#lib/log.ts';
import { openDatabase } from './openDatabase.ts';

export interface CommandContext {
  env: Env;
  database: Database;
  log: Log;
  /** Aborts at the first SIGINT or SIGTERM. */
  signal: AbortSignal;
}

export interface CommandDefinition<Options> {
  /** As in `npm run NAME`. */
  name: string;
  summary: string;
  /** Adds options, arguments and examples. */
  options?: (command: Command) => Command;
  /** Checks what was given, before a database is opened or started for it. */
  parse(command: Command): Options;
  run(options: Options, context: CommandContext): Promise<void>;
}

/** Parses the command line, opens the database, runs, closes, and sets the exit code. */
export function runCommand<Options>(definition: CommandDefinition<Options>): void {
  const command = new Command(`npm run ${definition.name} --`)
    .description(definition.summary)
    .exitOverride();
  definition.options?.(command);
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  perform(definition, command, stop.signal).catch((error: unknown) => {
    process.exitCode = report(error);
  });
}

async function perform<Options>(
  definition: CommandDefinition<Options>,
  command: Command,
  signal: AbortSignal,
): Promise<void> {
  command.parse();
  const options = definition.parse(command);
  const settings = env();
  const log = createLog(definition.name, settings.logFormat);
  const opened = await openDatabase(settings, `heartline ${definition.name}`);
  try {
    await definition.run(options, { env: settings, database: opened.database, log, signal });
  } finally {
    await opened.close();
  }
}

/** Says what went wrong in one sentence; a defect with its stack. */
export function report(error: unknown): number {
  // Commander has already written its own words, and help is no failure.
  if (error instanceof CommanderError)
    return error.exitCode === 0 ? 0 : errorCodes.INVALID_INPUT.exitCode;
  if (error instanceof HeartlineError) {
    process.stderr.write(`${error.message}\n`);
    return errorCodes[error.code].exitCode;
  }
  const stack = error instanceof Error ? error.stack : undefined;
  process.stderr.write(`${stack ?? messageOf(error)}\n`);
  return 1;
}
