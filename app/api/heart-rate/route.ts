import { getHeartRates } from '#db/queries/getHeartRates.ts';
import { routes } from '#lib/contract/routes.ts';
import { refuseAllBut, route } from '#lib/http/route.ts';

export const GET = route(routes.getHeartRates, async ({ query }) => ({
  series: await getHeartRates(query),
}));
export const { DELETE, PATCH, POST, PUT } = refuseAllBut('GET');
