import { getUsers } from '#db/queries/getUsers.ts';
import { routes } from '#lib/contract/routes.ts';
import { refuseAllBut, route } from '#lib/http/route.ts';

export const GET = route(routes.getUsers, async () => ({ users: await getUsers() }));
export const { DELETE, PATCH, POST, PUT } = refuseAllBut('GET');
