/** `npm run migrate`: brings the database to the newest schema and registers the configured users. */
import type { Command } from 'commander';
import { requestIngestionOfAll } from '#jobs/enqueue.ts';
import { registerConfigured } from '#lib/etl/participants.ts';
import { prepareDatabase } from './prepareDatabase.ts';
import { runCommand } from './runCommand.ts';

runCommand({
  name: 'migrate',
  summary:
    'Brings the database to the newest schema and registers the users of the configuration. Safe to run twice, and by several at once.',
  options: (command: Command) =>
    command.option('--ingest', 'ask the worker for an ingest of every user as well'),
  parse: (command) => ({ ingest: command.opts().ingest === true }),
  run: async ({ ingest }, { database, env, log }) => {
    await prepareDatabase(database, log);
    for (const difference of await registerConfigured(database, env.users)) log.warn(difference);
    if (ingest) await requestIngestionOfAll('start');
    log.info('the schema is up to date');
  },
});
