import { getAnnotations } from '#db/queries/getAnnotations.ts';
import { routes } from '#lib/contract/routes.ts';
import { refuseAllBut, route } from '#lib/http/route.ts';

export const GET = route(routes.getAnnotationsOfUsers, ({ query }) => getAnnotations(query));
export const { DELETE, PATCH, POST, PUT } = refuseAllBut('GET');
