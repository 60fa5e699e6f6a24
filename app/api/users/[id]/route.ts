import { getUser } from '#db/queries/getUsers.ts';
import { routes } from '#lib/contract/routes.ts';
import { refuseAllBut, route } from '#lib/http/route.ts';

export const GET = route(routes.getUser, async ({ params }) => ({
  user: await getUser(params.id),
}));
export const { DELETE, PATCH, POST, PUT } = refuseAllBut('GET');
