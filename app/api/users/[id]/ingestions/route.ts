import { requestIngestion } from '#jobs/enqueue.ts';
import { routes } from '#lib/contract/routes.ts';
import { refuseAllBut, route } from '#lib/http/route.ts';

export const POST = route(
  routes.requestIngestion,
  async ({ params, body }) => ({
    run: await requestIngestion({ userId: params.id, request: body, trigger: 'request' }),
  }),
  ({ run }) => ({ location: `/api/ingestions/${run.id}` }),
);
export const { DELETE, GET, PATCH, PUT } = refuseAllBut('POST');
