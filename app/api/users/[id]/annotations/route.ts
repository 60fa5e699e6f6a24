import { getAnnotations } from '#db/queries/getAnnotations.ts';
import { createAnnotation } from '#db/queries/writeAnnotation.ts';
import { routes } from '#lib/contract/routes.ts';
import { refuseAllBut, route } from '#lib/http/route.ts';

export const GET = route(routes.getAnnotations, ({ params, query }) =>
  getAnnotations({ users: [params.id], ...query }),
);
export const POST = route(
  routes.createAnnotation,
  async ({ params, body }) => ({ annotation: await createAnnotation(params.id, body) }),
  ({ annotation: { userId, id } }) => ({
    location: `/api/users/${encodeURIComponent(userId)}/annotations/${id}`,
  }),
);
export const { DELETE, PATCH, PUT } = refuseAllBut('GET', 'POST');
