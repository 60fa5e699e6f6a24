import { database } from '#db/client.ts';
import { createConnectLink } from '#lib/connections/connecting.ts';
import { routes } from '#lib/contract/routes.ts';
import { env } from '#lib/env.ts';
import { refuseAllBut, route } from '#lib/http/route.ts';

export const POST = route(routes.createConnectLink, ({ params }) =>
  createConnectLink(database(), env(), params.id),
);
export const { DELETE, GET, PATCH, PUT } = refuseAllBut('POST');
