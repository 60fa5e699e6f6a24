import { database } from '#db/client.ts';
import { findUsers } from '#db/queries/findUsers.ts';
import { getUser } from '#db/queries/getUsers.ts';
import { googleSource } from '#lib/connections/connecting.ts';
import { routes } from '#lib/contract/routes.ts';
import { createParticipant } from '#lib/etl/participants.ts';
import { refuseAllBut, route } from '#lib/http/route.ts';

export const GET = route(routes.getUsers, ({ query }) => findUsers(query));
export const POST = route(routes.createUser, async ({ body: { id, name, timeZone } }) => {
  await createParticipant(database(), { id, name: name ?? id, timeZone, source: googleSource });
  return { user: await getUser(id) };
});
export const { DELETE, PATCH, PUT } = refuseAllBut('GET', 'POST');
