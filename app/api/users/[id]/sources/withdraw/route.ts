import { database } from '#db/client.ts';
import { getSources } from '#db/queries/getSources.ts';
import { requestWithdrawal } from '#jobs/requestSourceChange.ts';
import { disconnect } from '#lib/connections/connecting.ts';
import { routes } from '#lib/contract/routes.ts';
import { env } from '#lib/env.ts';
import { sources } from '#lib/etl/registry.ts';
import { refuseAllBut, route } from '#lib/http/route.ts';

export const POST = route(routes.withdrawSource, async ({ params, body }) => {
  await requestWithdrawal(params.id, body.source, body.confirm);
  // What the account still allowed ends with it: no token outlives the data.
  if (sources[body.source]?.connects) await disconnect(database(), env(), params.id);
  return await getSources(params.id, sources);
});
export const { DELETE, GET, PATCH, PUT } = refuseAllBut('POST');
