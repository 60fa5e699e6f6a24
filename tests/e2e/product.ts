/** The product under test: `npm start` with known users, in a folder that goes when it ends. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createMigratedDatabase } from '../integration/support/server.ts';
import { googleVariables } from '../support/googleHealth/google.ts';
import { simulatedPerson } from '../support/googleHealth/person.ts';
import { startGoogle } from '../support/googleHealth/server.ts';

const folder = mkdtempSync(join(tmpdir(), 'heartline-e2e-'));
const serverUrl = process.env.TEST_DATABASE_URL || undefined;
const onServer = serverUrl ? await createMigratedDatabase(serverUrl) : undefined;
const daysAgo = (days: number) =>
  new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);

// A Google with three accounts, whose consent screen asks who is there.
const google = await startGoogle(
  ['grace', 'hal', 'iris'].map((account) =>
    simulatedPerson(account, { start: daysAgo(20), end: daysAgo(0), every: 300, seed: 'e2e' }),
  ),
);
google.asks = true;
// What lies ahead nobody has measured yet.
for (const person of google.people.values()) person.syncedUntil = Date.now();

const child = spawn(
  process.execPath,
  [fileURLToPath(new URL('../../commands/start.ts', import.meta.url))],
  {
    stdio: 'inherit',
    env: {
      ...process.env,
      // What the developer's own .env says is not the tests' business.
      ENV_FILE: join(folder, 'no.env'),
      PORT: process.env.E2E_PORT,
      HOST: '127.0.0.1',
      DATA_DIR: folder,
      DATABASE_URL: onServer?.url ?? '',
      DB_HOST: '',
      USERS: 'user1:23:Europe/London,user2:37:Asia/Kolkata',
      START_DATE: daysAgo(21),
      PUBLIC_URL: `http://127.0.0.1:${process.env.E2E_PORT}`,
      ...googleVariables(google.settings),
    },
  },
);

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => child.kill('SIGTERM'));
child.on('exit', async (code) => {
  await google.close();
  await onServer?.remove();
  rmSync(folder, { recursive: true, force: true });
  process.exit(code ?? 1);
});
