import { getRunLogs } from '#db/queries/getRunLogs.ts';
import { routes } from '#lib/contract/routes.ts';
import { refuseAllBut, route } from '#lib/http/route.ts';

export const GET = route(routes.getRunLogs, ({ params, query }) =>
  getRunLogs({ runId: params.id, ...query }),
);
export const { DELETE, PATCH, POST, PUT } = refuseAllBut('GET');
