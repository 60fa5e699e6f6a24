import { getTypicalDay } from '#db/queries/getTypicalDay.ts';
import { routes } from '#lib/contract/routes.ts';
import { refuseAllBut, route } from '#lib/http/route.ts';

export const GET = route(routes.getTypicalDay, ({ params, query }) =>
  getTypicalDay({ userId: params.id, ...query }),
);
export const { DELETE, PATCH, POST, PUT } = refuseAllBut('GET');
