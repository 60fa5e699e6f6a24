import { database } from '#db/client.ts';
import { getImport } from '#db/queries/getImport.ts';
import { cancelImport } from '#jobs/importQueue.ts';
import { routes } from '#lib/contract/routes.ts';
import { env } from '#lib/env.ts';
import { refuseAllBut, route } from '#lib/http/route.ts';
import { removeUploadsOf } from '#lib/imports/removeUploads.ts';

export const POST = route(routes.cancelImport, async ({ params: { id } }) => {
  const neverBegan = await cancelImport(id);
  if (neverBegan) await removeUploadsOf(database(), id, env().dataDir);
  return { import: await getImport(id) };
});
export const { DELETE, GET, PATCH, PUT } = refuseAllBut('POST');
