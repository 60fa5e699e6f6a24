/** `npm run migrate`: brings the database to the newest schema. */
import { prepareDatabase } from './prepareDatabase.ts';
import { runCommand } from './runCommand.ts';

runCommand({
  name: 'migrate',
  summary: 'Brings the database to the newest schema. Safe to run twice, and by several at once.',
  run: async (_arguments, { database, log }) => {
    await prepareDatabase(database, log);
    log.info('the schema is up to date');
  },
});
