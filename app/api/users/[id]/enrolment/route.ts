import { database } from '#db/client.ts';
import { routes } from '#lib/contract/routes.ts';
import { setEnrolment } from '#lib/etl/participants.ts';
import { refuseAllBut, route } from '#lib/http/route.ts';

export const POST = route(routes.setEnrolment, async ({ params, body }) => ({
  userId: params.id,
  ...(await setEnrolment(database(), params.id, body)),
}));
export const { DELETE, GET, PATCH, PUT } = refuseAllBut('POST');
