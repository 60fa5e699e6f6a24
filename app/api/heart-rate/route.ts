import { getHeartRates } from '#db/queries/getHeartRates.ts';
import { routes } from '#lib/contract/routes.ts';
import { withDeltas } from '#lib/contract/times.ts';
import { refuseAllBut, route } from '#lib/http/route.ts';

export const GET = route(routes.getHeartRates, async ({ query }) => {
  const series = await getHeartRates(query);
  return { series: query.times === 'delta' ? series.map(withDeltas) : series };
});
export const { DELETE, PATCH, POST, PUT } = refuseAllBut('GET');
