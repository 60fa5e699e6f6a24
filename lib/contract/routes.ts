/** Every route there is. The handlers are made from this table, and so is the OpenAPI document. */
import type { DocumentedRoute } from './route.ts';
import { analyticsRoutes } from './routes/analytics.ts';
import { annotationRoutes } from './routes/annotations.ts';
import { connectionRoutes } from './routes/connections.ts';
import { coverageRoutes } from './routes/coverage.ts';
import { exportRoutes } from './routes/exports.ts';
import { heartRateRoutes } from './routes/heartRate.ts';
import { importRoutes } from './routes/imports.ts';
import { runRoutes } from './routes/runs.ts';
import { serviceRoutes } from './routes/service.ts';
import { sourceRoutes } from './routes/sources.ts';
import { userRoutes } from './routes/users.ts';

export const routes = {
  ...userRoutes,
  ...heartRateRoutes,
  ...analyticsRoutes,
  ...runRoutes,
  ...connectionRoutes,
  ...annotationRoutes,
  ...exportRoutes,
  ...coverageRoutes,
  ...sourceRoutes,
  ...importRoutes,
  ...serviceRoutes,
} satisfies Record<string, DocumentedRoute>;

export type RouteName = keyof typeof routes;
