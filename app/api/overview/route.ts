import { getOverview } from '#db/queries/getOverview.ts';
import { routes } from '#lib/contract/routes.ts';
import { refuseAllBut, route } from '#lib/http/route.ts';

export const GET = route(routes.getOverview, async () => ({
  users: await getOverview(),
}));
export const { DELETE, PATCH, POST, PUT } = refuseAllBut('GET');
