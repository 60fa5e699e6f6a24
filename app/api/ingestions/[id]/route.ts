import { getRun } from '#db/queries/getRun.ts';
import { routes } from '#lib/contract/routes.ts';
import { refuseAllBut, route } from '#lib/http/route.ts';

export const GET = route(routes.getRun, async ({ params }) => ({ run: await getRun(params.id) }));
export const { DELETE, PATCH, POST, PUT } = refuseAllBut('GET');
