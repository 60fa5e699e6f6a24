import { getImport } from '#db/queries/getImport.ts';
import { routes } from '#lib/contract/routes.ts';
import { refuseAllBut, route } from '#lib/http/route.ts';

export const GET = route(routes.getImport, async ({ params }) => ({
  import: await getImport(params.id),
}));
export const { DELETE, PATCH, POST, PUT } = refuseAllBut('GET');
