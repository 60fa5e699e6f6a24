import { getUserCoverage } from '#db/queries/getUserCoverage.ts';
import { routes } from '#lib/contract/routes.ts';
import { connectingSources } from '#lib/etl/registry.ts';
import { refuseAllBut, route } from '#lib/http/route.ts';

export const GET = route(routes.getUserCoverage, ({ params, query }) =>
  getUserCoverage({ ...query, userId: params.id, connecting: connectingSources() }),
);
export const { DELETE, PATCH, POST, PUT } = refuseAllBut('GET');
