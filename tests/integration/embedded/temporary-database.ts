import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EmbeddedServer, startEmbeddedServer } from '#db/embedded/server.ts';
import { identity } from '../support/server.ts';

/** A new folder below the system's temporary one, and a function that removes it. */
export function temporaryFolder(): { folder: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'heartline-embedded-'));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** A server of its own on a new folder; `close` removes the folder too. */
export async function temporaryServer(
  options: { idleInTransactionLimitMs?: number } = {},
): Promise<EmbeddedServer> {
  const { folder, remove } = temporaryFolder();
  const server = await startEmbeddedServer({ dataDir: folder, ...identity, ...options });
  return {
    url: server.url,
    port: server.port,
    pid: server.pid,
    crashed: server.crashed,
    close: async () => {
      await server.close();
      remove();
    },
  };
}
