import { getHeartRate } from '#db/queries/getHeartRate.ts';
import { routes } from '#lib/contract/routes.ts';
import { refuseAllBut, route } from '#lib/http/route.ts';

export const GET = route(routes.getHeartRate, ({ params, query }) =>
  getHeartRate({ userId: params.id, ...query }),
);
export const { DELETE, PATCH, POST, PUT } = refuseAllBut('GET');
