import { getImport } from '#db/queries/getImport.ts';
import { changeColumns } from '#jobs/importQueue.ts';
import { routes } from '#lib/contract/routes.ts';
import { refuseAllBut, route } from '#lib/http/route.ts';

export const POST = route(routes.chooseColumns, async ({ params, body }) => {
  await changeColumns(params.id, body.file, body);
  return { import: await getImport(params.id) };
});
export const { DELETE, GET, PATCH, PUT } = refuseAllBut('POST');
