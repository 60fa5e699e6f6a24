import { database } from '#db/client.ts';
import { getConnection } from '#db/queries/getConnection.ts';
import { disconnect } from '#lib/connections/connecting.ts';
import { routes } from '#lib/contract/routes.ts';
import { env } from '#lib/env.ts';
import { missingForConnecting } from '#lib/googleSettings.ts';
import { refuseAllBut, route } from '#lib/http/route.ts';

export const POST = route(routes.disconnect, async ({ params }) => {
  await disconnect(database(), env(), params.id);
  return {
    userId: params.id,
    connection: await getConnection(params.id),
    missing: missingForConnecting(env().google),
  };
});
export const { DELETE, GET, PATCH, PUT } = refuseAllBut('POST');
