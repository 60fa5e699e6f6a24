import { getUtcOffsets } from '#db/queries/getUtcOffsets.ts';
import { routes } from '#lib/contract/routes.ts';
import { refuseAllBut, route } from '#lib/http/route.ts';

export const GET = route(routes.getUtcOffsets, ({ params, query }) =>
  getUtcOffsets({ userId: params.id, ...query }),
);
export const { DELETE, PATCH, POST, PUT } = refuseAllBut('GET');
