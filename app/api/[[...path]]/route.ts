import { refuseUnknownRoute } from '#lib/http/route.ts';

export {
  refuseUnknownRoute as DELETE,
  refuseUnknownRoute as GET,
  refuseUnknownRoute as PATCH,
  refuseUnknownRoute as POST,
  refuseUnknownRoute as PUT,
};
