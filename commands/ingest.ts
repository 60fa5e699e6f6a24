/** `npm run ingest`: runs of users, here and now, with or without a running product beside it. */
import type { Command } from 'commander';
import { z } from 'zod';
import { getUsers } from '#db/queries/getUsers.ts';
import type { User } from '#lib/contract/users.ts';
import { HeartlineError } from '#lib/errors.ts';
import { registerConfigured } from '#lib/etl/participants.ts';
import { sources } from '#lib/etl/registry.ts';
import { sentence } from '#lib/etl/rowCounts.ts';
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
  source: z.string().optional(),
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
      .option('--source <key>', 'only this source of the user; default: all that can be asked')
      .addHelpText(
        'after',
        '\nExample:\n  npm run ingest -- --user user1 --start 2026-03-01 --end 2026-03-07',
      ),
  parse: (command) => parseOptions(command.opts()),
  run: async (asked, context) => {
    await prepareDatabase(context.database, context.log);
    for (const difference of await registerConfigured(context.database, context.env.users))
      context.log.warn(difference);
    for (const one of await sourcesFor(asked)) await ingestOne(one, asked, context);
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

interface UserSource {
  userId: string;
  source: string;
  /** Whose rows they are, on the line about them. */
  label: string;
}

async function sourcesFor(asked: z.infer<typeof options>): Promise<UserSource[]> {
  const all = await getUsers();
  const users = asked.user === undefined ? all : all.filter((one) => one.id === asked.user);
  if (users.length === 0 && asked.user !== undefined) {
    throw new HeartlineError(
      'USER_NOT_FOUND',
      `There is no user "${asked.user}". There are: ${all.map((one) => one.id).join(', ') || 'none'}. Add one to USERS, or import a file with "npm run import".`,
    );
  }
  const found = users.flatMap((user) => sourcesOf(user, asked));
  if (found.length > 0 || asked.source === undefined) return found;
  const whose = asked.user === undefined ? 'any user' : `"${asked.user}"`;
  throw new HeartlineError(
    'SOURCE_NOT_FOUND',
    `There is no source "${asked.source}" of ${whose} that could be asked.`,
  );
}

/** A user who was named and has nothing that can be asked is told so by the first source. */
function sourcesOf(user: User, asked: z.infer<typeof options>): UserSource[] {
  const named = user.sources.filter((key) => asked.source === undefined || key === asked.source);
  const scheduled = named.filter((key) => sources[key]?.scheduled);
  const taken = scheduled.length > 0 || asked.user === undefined ? scheduled : named.slice(0, 1);
  return taken.map((source) => ({
    userId: user.id,
    source,
    label: taken.length > 1 ? `${user.id} (${source})` : user.id,
  }));
}

async function ingestOne(
  { userId, source, label }: UserSource,
  { start, end, full }: z.infer<typeof options>,
  context: CommandContext,
): Promise<void> {
  const run = await createRun(context.database, {
    userId,
    source,
    trigger: 'command',
    start,
    end,
    full,
  });
  const { rows } = await performInPerson(run, context);
  process.stdout.write(`${label}: ${sentence(rows)} (run ${run.id})\n`);
}
