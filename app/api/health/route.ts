import { getHealth } from '#db/queries/getHealth.ts';
import { routes } from '#lib/contract/routes.ts';
import { refuseAllBut, route } from '#lib/http/route.ts';

export const GET = route(routes.getHealth, getHealth);
export const { DELETE, PATCH, POST, PUT } = refuseAllBut('GET');
