import { getRejectedRecords } from '#db/queries/getRejectedRecords.ts';
import { routes } from '#lib/contract/routes.ts';
import { refuseAllBut, route } from '#lib/http/route.ts';

export const GET = route(routes.getRejectedRecords, ({ params, query }) =>
  getRejectedRecords({ runId: params.id, ...query }),
);
export const { DELETE, PATCH, POST, PUT } = refuseAllBut('GET');
