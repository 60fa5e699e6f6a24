import { cancelRun } from '#jobs/cancelRun.ts';
import { routes } from '#lib/contract/routes.ts';
import { refuseAllBut, route } from '#lib/http/route.ts';

export const POST = route(routes.cancelRun, async ({ params }) => ({
  run: await cancelRun(params.id),
}));
export const { DELETE, GET, PATCH, PUT } = refuseAllBut('POST');
