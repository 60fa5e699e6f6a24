/** `npm run import`: a person's own files, every row accounted for. */
import { stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import type { Command } from 'commander';
import { z } from 'zod';
import { HeartlineError, messageOf } from '#lib/errors.ts';
import { type FileImport, openFileImport } from '#lib/etl/files/fileImport.ts';
import {
  addParticipant,
  addUserSource,
  findParticipant,
  type RegisteredParticipant,
} from '#lib/etl/participants.ts';
import { sentence } from '#lib/etl/rowCounts.ts';
import { createRun } from '#lib/etl/runs.ts';
import { addFile } from '#lib/imports/record/files.ts';
import { createImport } from '#lib/imports/record/imports.ts';
import { addPerson } from '#lib/imports/record/people.ts';
import { markEnded, markNotes } from '#lib/imports/record/progress.ts';
import { isTimeZone } from '#lib/time/timeZone.ts';
import { userIdSchema } from '#lib/userId.ts';
import { performInPerson } from './performInPerson.ts';
import { prepareDatabase } from './prepareDatabase.ts';
import { progressLine } from './progress.ts';
import { type CommandContext, runCommand } from './runCommand.ts';

const given = z.object({
  user: userIdSchema.optional(),
  timeZone: z
    .string()
    .refine(isTimeZone, 'is not an IANA time zone, such as Europe/London')
    .optional(),
  userColumn: z.union([z.string(), z.literal(true)]).optional(),
});

type Subject = FileImport['subjects'][number];

runCommand({
  name: 'import',
  summary:
    'Imports heart-rate files: Google Takeout (zip, tgz), Apple Health (export.zip, export.xml), FIT, PMData, and CSV such as ",user,datetime,heartrate", "Id,Time,Value", "timestamp,value". The kind is recognised by what is in a file, not by its name.',
  options: (command: Command) =>
    command
      .argument(
        '<files...>',
        'files of any of these kinds, or zip, tar and tgz archives of them; all parts of an export together',
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
      .addHelpText(
        'after',
        '\nExamples:\n  npm run import -- --user anna --time-zone Europe/Berlin heart_rate.csv' +
          '\n  npm run import -- --user anna takeout-001.zip takeout-002.zip run.fit',
      ),
  parse: (command) => ({ ...parseOptions(command.opts()), paths: command.args }),
  run: async ({ paths, ...options }, context) => {
    await prepareDatabase(context.database, context.log);
    const owner =
      options.user === undefined
        ? undefined
        : await findParticipant(context.database, options.user);
    const timeZone = zoneFor(options, owner);
    const files = await readFiles(paths, { ...options, timeZone }, context);
    try {
      for (const note of files.notes) process.stdout.write(`${note}\n`);
      await importAll(files, paths, { ...options, timeZone }, context);
    } finally {
      await files.close();
    }
  },
});

/** Under one record of an import, as the import page makes it; it begins once the files are read. */
async function importAll(
  files: FileImport,
  paths: readonly string[],
  options: ZonedOptions,
  context: CommandContext,
): Promise<void> {
  const { database } = context;
  const importId = await createImport(database, 'command', 'running');
  for (const path of paths) {
    const { size } = await stat(path);
    const file = { path: resolve(path), name: basename(path), size };
    await addFile(database, importId, { ...file, state: 'checked' });
  }
  await markNotes(database, importId, files.notes);
  try {
    for (const [position, subject] of files.subjects.entries())
      await importSubject(files, { subject, importId, position }, options, context);
    await markEnded(database, importId, 'done');
  } catch (error) {
    const stopped = error instanceof HeartlineError && /CANCELLED$/.test(error.code);
    const state = stopped ? 'cancelled' : 'failed';
    await markEnded(database, importId, state, { error: messageOf(error) }).catch(() => {});
    throw error;
  }
}

type Options = z.infer<typeof given>;
type ZonedOptions = Options & { timeZone: string };

function parseOptions(raw: unknown): Options {
  const parsed = given.safeParse(raw);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const option = String(issue?.path[0])
      .replace('timeZone', 'time-zone')
      .replace('userColumn', 'user-column');
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

async function readFiles(
  paths: string[],
  options: ZonedOptions,
  { env, signal }: CommandContext,
): Promise<FileImport> {
  const line = progressLine('reading');
  const startedMs = performance.now();
  try {
    return await openFileImport({
      files: paths,
      timeZone: options.timeZone,
      ...(options.userColumn !== undefined && { userColumn: options.userColumn }),
      spoolDir: resolve(env.dataDir, 'spool'),
      signal,
      onProgress: ({ bytesRead, bytesTotal, rows }) =>
        line.show({ done: bytesRead, total: bytesTotal, unit: 'bytes', rows, startedMs }),
    });
  } finally {
    line.end();
  }
}

async function importSubject(
  files: FileImport,
  { subject, importId, position }: { subject: Subject; importId: number; position: number },
  options: ZonedOptions,
  context: CommandContext,
): Promise<void> {
  const userId = options.user ?? subject.subject;
  if (userId === undefined) {
    throw new HeartlineError(
      'INVALID_INPUT',
      'The files name no person; say whose data it is with --user ID.',
    );
  }
  await addParticipant(context.database, {
    id: userId,
    timeZone: options.timeZone,
    source: subject.source,
  });
  await addUserSource(context.database, userId, { source: subject.source });
  const importName = subject.subject ?? '';
  const person = { importId, name: importName, position, userId, timeZone: options.timeZone };
  await addPerson(context.database, person);
  const run = await createRun(context.database, {
    importId,
    importName,
    userId,
    source: subject.source,
    trigger: 'import',
    start: subject.firstDate ?? undefined,
    end: subject.lastDate ?? undefined,
    full: false,
  });
  const { rows } = await performInPerson(run, { source: files.sourceFor(subject) }, context);
  process.stdout.write(`${userId}, ${subject.source}: ${sentence(rows)} (run ${run.id})\n`);
}
