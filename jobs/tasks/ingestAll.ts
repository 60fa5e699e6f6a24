/** One run for every source of every user that has news on a schedule. */
import { connectionStates } from '#db/queries/getConnection.ts';
import { getUsers } from '#db/queries/getUsers.ts';
import { sources } from '#lib/etl/registry.ts';
import { payloads } from '../contracts.ts';
import { requestIngestion } from '../enqueue.ts';
import type { TaskContext } from './context.ts';

export async function ingestAll(payload: unknown, { log }: TaskContext): Promise<void> {
  const { trigger } = payloads.ingest_all.parse(payload ?? {});
  const connections = await connectionStates();
  const asked = (await getUsers()).flatMap((user) =>
    user.sources
      .filter((source) => sources[source]?.scheduled)
      // Without a connection there is nobody to ask, and the person knows.
      .filter((source) => !sources[source]?.connects || connections.get(user.id) === 'connected')
      .map((source) => ({ userId: user.id, source })),
  );
  for (const { userId, source } of asked)
    await requestIngestion({ userId, request: { full: false, source }, trigger });
  log.info({ sources: asked.length, trigger }, `${asked.length} sources are asked for their news`);
}
