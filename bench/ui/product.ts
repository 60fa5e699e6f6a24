/** The production build on a database of the bench's own, with people in it. */
import { createServer } from 'node:net';
import { build, buildReason } from '#commands/build.ts';
import { startPart } from '#commands/childProcess.ts';
import { adoptDatabase } from '#db/client.ts';
import { migrateDatabase } from '#db/migrate.ts';
import { createLog } from '#lib/log.ts';
import { loadHistory } from '../history.ts';
import type { IsolatedDatabase } from '../isolatedDatabase.ts';

export interface Peopled {
  users: readonly string[];
  /** Local days of samples every 5 s, both included. */
  window: { start: string; end: string };
  say: (text: string) => void;
  signal: AbortSignal;
}

/** @param use gets the address of the running product, without a slash at its end. */
export async function withProduct<T>(
  { mode, url, place }: IsolatedDatabase,
  { users, window, say, signal }: Peopled,
  use: (address: string) => Promise<T>,
): Promise<T> {
  say(`measuring in ${place}`);
  const reason = buildReason();
  if (reason) {
    say(`building the web application (${reason})`);
    await build(signal);
  }
  const database = adoptDatabase(url, { mode, applicationName: 'heartline bench' });
  await migrateDatabase(database);
  const { rows } = await loadHistory(database, users, window, say);
  say(`${rows.toLocaleString('en-US')} samples`);
  const port = await freePort();
  const web = await startPart({
    name: 'web',
    entry: 'commands/web.ts',
    environment: {
      NODE_ENV: 'production',
      HOST: '127.0.0.1',
      PORT: String(port),
      ...(mode === 'embedded' ? { EMBEDDED_DATABASE_URL: url } : { DATABASE_URL: url }),
    },
    log: createLog('bench', 'pretty'),
  });
  try {
    return await use(`http://127.0.0.1:${port}`);
  } finally {
    await web.stop();
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise<void>((resolve) => server.close(() => resolve()));
  if (typeof address === 'object' && address) return address.port;
  throw new Error('The system named no port.');
}
