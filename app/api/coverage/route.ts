import { getCoverage } from '#db/queries/getCoverage.ts';
import { routes } from '#lib/contract/routes.ts';
import { connectingSources } from '#lib/etl/registry.ts';
import { refuseAllBut, route } from '#lib/http/route.ts';

export const GET = route(routes.getCoverage, ({ query }) =>
  getCoverage({ ...query, connecting: connectingSources() }),
);
export const { DELETE, PATCH, POST, PUT } = refuseAllBut('GET');
