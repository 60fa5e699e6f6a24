import { getOverview } from '#db/queries/getOverview.ts';
import { routes } from '#lib/contract/routes.ts';
import { refuseAllBut, route } from '#lib/http/route.ts';

export const GET = route(routes.getOverview, ({ query }) => getOverview(query));
export const { DELETE, PATCH, POST, PUT } = refuseAllBut('GET');
