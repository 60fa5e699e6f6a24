/** `npm run ingest`: runs of users, here and now, with or without a running product beside it. */
import type { Command } from 'commander';
import { z } from 'zod';
import { getUsers } from '#db/queries/getUsers.ts';
import { HeartlineError } from '#lib/errors.ts';
import { registerConfigured } from '#lib/etl/participants.ts';
import { sentence } from '#lib/etl/pipeline.ts';
import { sources } from '#lib/etl/registry.ts';
import { createRun } from '#lib/etl/runs.ts';
import { localDateSchema } from '#lib/time/localDate.ts';
import { performInPerson } from './performInPerson.ts';
import { prepareDatabase } from './prepareDatabase.ts';
import { type CommandContext, runCommand } from './runCommand.ts';

const options = z.object({
  user: z.string().optional(),
  start: localDateSchema.optional(),
  end: localDateSchema.optional(),
  full: z.boolean().default(false),
});

runCommand({
  name: 'ingest',
  summary:
    'Fetches what is new for a user, or for every user of the configuration (USERS). Without dates it starts at the last sample less the look-back (LOOK_BACK_DAYS, 3 days).',
  options: (command: Command) =>
    command
      .option('--user <id>', 'only this user')
      .option('--start <date>', 'first local day, YYYY-MM-DD')
      .option('--end <date>', 'last local day, included; default today')
      .option('--full', 'everything the source has, from START_DATE or the user’s first day')
      .addHelpText(
        'after',
        '\nExample:\n  npm run ingest -- --user user1 --start 2026-03-01 --end 2026-03-07',
      ),
  parse: (command) => parseOptions(command.opts()),
  run: async (asked, context) => {
    await prepareDatabase(context.database, context.log);
    for (const difference of await registerConfigured(context.database, context.env.users))
      context.log.warn(difference);
    for (const userId of await usersFor(asked.user)) await ingestOne(userId, asked, context);
  },
});

function parseOptions(given: unknown): z.infer<typeof options> {
  const parsed = options.safeParse(given);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new HeartlineError('INVALID_INPUT', `--${issue?.path.join('.')} ${issue?.message}`);
  }
  const { start, end } = parsed.data;
  if (start && end && end < start)
    throw new HeartlineError('INVALID_INPUT', `--end ${end} lies before --start ${start}.`);
  return parsed.data;
}

async function usersFor(user: string | undefined): Promise<string[]> {
  const all = await getUsers();
  if (user === undefined)
    return all.filter((one) => sources[one.source]?.scheduled).map((one) => one.id);
  if (all.some((one) => one.id === user)) return [user];
  throw new HeartlineError(
    'USER_NOT_FOUND',
    `There is no user "${user}". There are: ${all.map((one) => one.id).join(', ') || 'none'}. Add one to USERS, or import a file with "npm run import".`,
  );
}

async function ingestOne(
  userId: string,
  { start, end, full }: z.infer<typeof options>,
  context: CommandContext,
): Promise<void> {
  const run = await createRun(context.database, { userId, trigger: 'command', start, end, full });
  const { rows } = await performInPerson(run, {}, context);
  process.stdout.write(`${userId}: ${sentence(rows)} (run ${run.id})\n`);
}
