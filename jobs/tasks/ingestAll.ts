/** One run for every user whose source has news on a schedule. */
import { getUsers } from '#db/queries/getUsers.ts';
import { sources } from '#lib/etl/registry.ts';
import { payloads } from '../contracts.ts';
import { requestIngestion } from '../enqueue.ts';
import type { TaskContext } from './context.ts';

export async function ingestAll(payload: unknown, { log }: TaskContext): Promise<void> {
  const { trigger } = payloads.ingest_all.parse(payload ?? {});
  const users = (await getUsers()).filter((user) => sources[user.source]?.scheduled);
  for (const user of users)
    await requestIngestion({ userId: user.id, request: { full: false }, trigger });
  log.info({ users: users.length, trigger }, `${users.length} users are asked for their news`);
}
