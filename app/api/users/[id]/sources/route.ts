import { getSources } from '#db/queries/getSources.ts';
import { requestOrder } from '#jobs/requestSourceChange.ts';
import { routes } from '#lib/contract/routes.ts';
import { sources } from '#lib/etl/registry.ts';
import { refuseAllBut, route } from '#lib/http/route.ts';

export const GET = route(routes.getSources, ({ params }) => getSources(params.id, sources));
export const PUT = route(routes.setSourceOrder, async ({ params, body }) => {
  await requestOrder(params.id, body.order);
  return await getSources(params.id, sources);
});
export const { DELETE, PATCH, POST } = refuseAllBut('GET', 'PUT');
