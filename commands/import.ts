/** `npm run import`: a person's own files, handed to a worker and followed to their end. */
import type { Command } from 'commander';
import { z } from 'zod';
import { cancelImport, startImport } from '#jobs/importQueue.ts';
import type { ImportRecord, ImportTarget } from '#lib/contract/imports.ts';
import { HeartlineError, messageOf } from '#lib/errors.ts';
import { severalPeople, subjectIds } from '#lib/etl/files/subjects.ts';
import { findParticipant, type RegisteredParticipant } from '#lib/etl/participants.ts';
import { createImport, findImport } from '#lib/imports/record/imports.ts';
import { markEnded } from '#lib/imports/record/progress.ts';
import { isTimeZone } from '#lib/time/timeZone.ts';
import { userIdSchema } from '#lib/userId.ts';
import { followCheck, followImport, tellOutcome } from './followImport.ts';
import { handOver, measured, requireWorker } from './handOverFiles.ts';
import { prepareDatabase } from './prepareDatabase.ts';
import { type CommandContext, runCommand } from './runCommand.ts';

const given = z.object({
  user: userIdSchema.optional(),
  timeZone: z
    .string()
    .refine(isTimeZone, 'is not an IANA time zone, such as Europe/London')
    .optional(),
  userColumn: z.union([z.string(), z.literal(true)]).optional(),
  dates: z.enum(['day-first', 'month-first'], { error: 'is day-first or month-first' }).optional(),
  spreadsheetDays: z.enum(['1900', '1904'], { error: 'is 1900 or 1904' }).optional(),
});

runCommand({
  name: 'import',
  summary:
    'Imports heart-rate files: Google Takeout (zip, tgz), Apple Health (export.zip, export.xml), FIT, PMData, and CSV such as ",user,datetime,heartrate", "Id,Time,Value", "timestamp,value". The kind is recognised by what is in a file, not by its name. A running worker does the work, and the command follows it; Ctrl-C cancels the import.',
  options: (command: Command) =>
    command
      .argument(
        '<files...>',
        'files of any of these kinds, zip, tar and tgz archives of them, or folders; all parts of an export together',
      )
      .option('--user <id>', 'whose data it is; a new user is added')
      .option(
        '--time-zone <zone>',
        'zone of times that carry no offset, such as America/Los_Angeles; default: the user’s own',
      )
      .option(
        '--user-column [header]',
        'the files hold several people, each becomes a user of the name in this column (or folder)',
      )
      .option('--dates <order>', 'what 4/5/2025 means: day-first or month-first')
      .option(
        '--spreadsheet-days <year>',
        'from when 45823.58339 counts days: 1900, or 1904 as in old Macintoshes’ spreadsheets',
      )
      .addHelpText(
        'after',
        '\nExamples:\n  npm run import -- --user anna --time-zone Europe/Berlin heart_rate.csv' +
          '\n  npm run import -- --user anna takeout-001.zip takeout-002.zip run.fit',
      ),
  parse: (command) => ({ ...parseOptions(command.opts()), paths: command.args }),
  run: async ({ paths, ...options }, context) => {
    const { database } = context;
    await prepareDatabase(database, context.log);
    const { user, userColumn, dates, spreadsheetDays } = options;
    const owner = user === undefined ? undefined : await findParticipant(database, user);
    const timeZone = zoneFor(options, owner);
    const files = await measured(paths);
    const elsewhere = await requireWorker(database);
    const importId = await createImport(database, 'command', {
      userColumn,
      dates,
      spreadsheetDays,
    });
    try {
      await handOver(importId, files, elsewhere, context);
      const checked = await followCheck(importId, context.signal);
      await startImport(importId, await targetsOf(checked, { ...options, timeZone }, context));
      tellOutcome(await followImport(importId, context), checked);
    } catch (error) {
      throw await ended(importId, error, context);
    }
  },
});

/** What is thrown in the end, once the import has its end too: nobody will take it up any more. */
async function ended(
  importId: number,
  error: unknown,
  { database, signal }: CommandContext,
): Promise<unknown> {
  if (signal.aborted) {
    await cancelImport(importId);
    return new HeartlineError(
      'CANCELLED',
      `Import ${importId} was cancelled; the days already stored are kept.`,
    );
  }
  const { state } = await findImport(database, importId);
  if (state === 'open') await markEnded(database, importId, 'failed', { error: messageOf(error) });
  return error;
}

type Options = z.infer<typeof given>;
type ZonedOptions = Options & { timeZone: string };

function parseOptions(raw: unknown): Options {
  const parsed = given.safeParse(raw);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const option = String(issue?.path[0])
      .replace('timeZone', 'time-zone')
      .replace('userColumn', 'user-column')
      .replace('spreadsheetDays', 'spreadsheet-days');
    throw new HeartlineError('INVALID_INPUT', `--${option} ${issue?.message}.`);
  }
  if (parsed.data.user === undefined && parsed.data.userColumn === undefined) {
    throw new HeartlineError(
      'INVALID_INPUT',
      'Say whose data it is: --user ID for one person, --user-column for several.',
    );
  }
  return parsed.data;
}

/** Naive times are never read in a guessed zone. */
function zoneFor({ timeZone, user }: Options, owner: RegisteredParticipant | undefined): string {
  const zone = timeZone ?? owner?.timeZone;
  if (zone !== undefined) return zone;
  throw new HeartlineError(
    'INVALID_INPUT',
    `${user === undefined ? 'New users' : `"${user}" is a new user, and new users`} need a time zone: add --time-zone ZONE, such as --time-zone Europe/London.`,
  );
}

/** Whose the rows of the checked files are. */
async function targetsOf(
  { people, files }: ImportRecord,
  { user, userColumn, timeZone }: ZonedOptions,
  { database }: CommandContext,
): Promise<ImportTarget[]> {
  const names = people.flatMap(({ name }) => name ?? []);
  if (userColumn === undefined && names.length > 1) {
    const column = files.find(({ check }) => check?.userColumn)?.check?.userColumn;
    throw severalPeople(column ?? '', new Set(names));
  }
  if (user !== undefined && names.length < 2) {
    return [await targetFor(database, { name: null, user, timeZone })];
  }
  if (names.length === 0) {
    throw new HeartlineError(
      'INVALID_INPUT',
      'The files name no person; say whose data it is with --user ID.',
    );
  }
  const ids = subjectIds(names);
  const targets: ImportTarget[] = [];
  for (const [i, name] of names.entries()) {
    const id = user ?? ids[i] ?? name;
    const target = await targetFor(database, { name, user: id, timeZone });
    // Several names of one new user add that one once.
    const isAdded = targets.some((other) => other.user === id);
    targets.push({ ...target, create: target.create && !isAdded });
  }
  return targets;
}

async function targetFor(
  database: CommandContext['database'],
  { name, user, timeZone }: { name: string | null; user: string; timeZone: string },
): Promise<ImportTarget> {
  const known = await findParticipant(database, user);
  return { name, user, create: known === undefined, timeZone };
}
