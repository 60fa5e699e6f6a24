import { database } from '#db/client.ts';
import { bindBrowser } from '#lib/connections/browserState.ts';
import { begin } from '#lib/connections/connecting.ts';
import { routes } from '#lib/contract/routes.ts';
import { env } from '#lib/env.ts';
import { refuseAllBut, route } from '#lib/http/route.ts';

export const POST = route(
  routes.connect,
  ({ params }) => begin(database(), env(), params.id),
  bindBrowser,
);
export const { DELETE, GET, PATCH, PUT } = refuseAllBut('POST');
