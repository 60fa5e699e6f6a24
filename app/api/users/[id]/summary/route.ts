import { getSummary } from '#db/queries/getSummary.ts';
import { routes } from '#lib/contract/routes.ts';
import { refuseAllBut, route } from '#lib/http/route.ts';

export const GET = route(routes.getSummary, ({ params, query }) =>
  getSummary({ userId: params.id, ...query }),
);
export const { DELETE, PATCH, POST, PUT } = refuseAllBut('GET');
