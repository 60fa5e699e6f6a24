import { cleanUploads as clean } from '#lib/imports/cleaning.ts';
import { payloads } from '../contracts.ts';
import type { TaskContext } from './context.ts';

export async function cleanUploads(
  payload: unknown,
  { database, env, log }: TaskContext,
): Promise<void> {
  payloads.clean_uploads.parse(payload ?? {});
  const cleaned = await clean(database, env.dataDir);
  if (cleaned > 0) log.info({ imports: cleaned }, `uploads of ${cleaned} imports were removed`);
}
