import { database } from '#db/client.ts';
import { getImport } from '#db/queries/getImport.ts';
import { getImports } from '#db/queries/getImports.ts';
import { routes } from '#lib/contract/routes.ts';
import { refuseAllBut, route } from '#lib/http/route.ts';
import { createImport } from '#lib/imports/record/imports.ts';

export const GET = route(routes.getImports, ({ query }) => getImports(query));
export const POST = route(
  routes.createImport,
  async () => ({ import: await getImport(await createImport(database(), 'upload')) }),
  (answer) => ({ location: `/api/imports/${answer.import.id}` }),
);
export const { DELETE, PATCH, PUT } = refuseAllBut('GET', 'POST');
