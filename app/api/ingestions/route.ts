import { getRuns } from '#db/queries/getRuns.ts';
import { routes } from '#lib/contract/routes.ts';
import { refuseAllBut, route } from '#lib/http/route.ts';

export const GET = route(routes.getRuns, ({ query }) => getRuns(query));
export const { DELETE, PATCH, POST, PUT } = refuseAllBut('GET');
