import { getHeartRate } from '#db/queries/getHeartRate.ts';
import { routes } from '#lib/contract/routes.ts';
import { withDeltas } from '#lib/contract/times.ts';
import { refuseAllBut, route } from '#lib/http/route.ts';

export const GET = route(routes.getHeartRate, async ({ params, query }) => {
  const answer = await getHeartRate({ userId: params.id, ...query });
  return query.times === 'delta' ? withDeltas(answer) : answer;
});
export const { DELETE, PATCH, POST, PUT } = refuseAllBut('GET');
