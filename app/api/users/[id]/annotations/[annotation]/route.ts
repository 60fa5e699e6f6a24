import { changeAnnotation, deleteAnnotation } from '#db/queries/writeAnnotation.ts';
import { routes } from '#lib/contract/routes.ts';
import { refuseAllBut, route } from '#lib/http/route.ts';

export const PUT = route(routes.changeAnnotation, async ({ params, body }) => ({
  annotation: await changeAnnotation(params.id, params.annotation, body),
}));
export const DELETE = route(routes.deleteAnnotation, async ({ params }) => ({
  annotation: await deleteAnnotation(params.id, params.annotation),
}));
export const { GET, PATCH, POST } = refuseAllBut('PUT', 'DELETE');
