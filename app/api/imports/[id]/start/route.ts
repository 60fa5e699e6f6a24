import { getImport } from '#db/queries/getImport.ts';
import { startImport } from '#jobs/importQueue.ts';
import { routes } from '#lib/contract/routes.ts';
import { refuseAllBut, route } from '#lib/http/route.ts';

export const POST = route(routes.startImport, async ({ params, body }) => {
  await startImport(params.id, body.people);
  return { import: await getImport(params.id) };
});
export const { DELETE, GET, PATCH, PUT } = refuseAllBut('POST');
