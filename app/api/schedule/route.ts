import { getSchedule } from '#jobs/getSchedule.ts';
import { routes } from '#lib/contract/routes.ts';
import { refuseAllBut, route } from '#lib/http/route.ts';

export const GET = route(routes.getSchedule, ({ query }) => getSchedule(query));
export const { DELETE, PATCH, POST, PUT } = refuseAllBut('GET');
