import { openApiDocument } from '#lib/contract/openapi.ts';
import { routes } from '#lib/contract/routes.ts';
import { refuseAllBut, route } from '#lib/http/route.ts';

export const GET = route(routes.getOpenApi, () =>
  routes.getOpenApi.answer.parse(openApiDocument()),
);
export const { DELETE, PATCH, POST, PUT } = refuseAllBut('GET');
