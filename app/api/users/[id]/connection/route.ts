import { getConnection } from '#db/queries/getConnection.ts';
import { getUser } from '#db/queries/getUsers.ts';
import { routes } from '#lib/contract/routes.ts';
import { env } from '#lib/env.ts';
import { missingForConnecting } from '#lib/googleSettings.ts';
import { refuseAllBut, route } from '#lib/http/route.ts';

export const GET = route(routes.getConnection, async ({ params }) => ({
  userId: (await getUser(params.id)).id,
  connection: await getConnection(params.id),
  missing: missingForConnecting(env().google),
}));
export const { DELETE, PATCH, POST, PUT } = refuseAllBut('GET');
