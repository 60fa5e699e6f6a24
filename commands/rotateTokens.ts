/** `npm run tokens:rotate`: seals every stored token again with TOKEN_KEY. */
import { rotateTokens } from '#lib/connections/connecting.ts';
import { runCommand } from './runCommand.ts';

runCommand({
  name: 'tokens:rotate',
  summary:
    'Seals every stored token again with TOKEN_KEY; those sealed with TOKEN_KEY_PREVIOUS are opened with it. Safe to run twice.',
  parse: () => ({}),
  run: async (_, { database, env, log }) => {
    const connections = await rotateTokens(database, env);
    log.info({ connections }, `the tokens of ${connections} connections are sealed with TOKEN_KEY`);
  },
});
