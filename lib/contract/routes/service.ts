/** The routes of the service itself: its health and its description. */
import { z } from 'zod';
import { healthAnswer } from '../health.ts';
import { type DocumentedRoute, plain } from '../route.ts';

/** Kept loose: its own schema is the OpenAPI specification. */
const openApiAnswer = z
  .object({
    openapi: z.string().meta({ example: '3.1.0' }),
    info: z.record(z.string(), z.unknown()),
    paths: z.record(z.string(), z.unknown()),
  })
  .catchall(z.unknown());

export const serviceRoutes = {
  getHealth: {
    ...plain,
    method: 'get',
    path: '/api/health',
    tag: 'Service',
    summary: 'Is everything up?',
    description:
      'For monitors and load balancers. Answers 200 when the database can be asked, with its kind (embedded or server), the version of TimescaleDB, and when a worker last gave a sign of life; null when none ever did. Answers 503 when the database is away.',
    answer: healthAnswer,
    answers: 'The database can be asked',
    errors: ['TIMESCALEDB_MISSING'],
  },
  getOpenApi: {
    ...plain,
    method: 'get',
    path: '/api/openapi.json',
    tag: 'Service',
    summary: 'This description',
    description:
      'All routes as an OpenAPI 3.1 document, made from the schemas that the routes check requests with. Client generators and API browsers read it.',
    answer: openApiAnswer,
    answers: 'The OpenAPI document',
  },
} satisfies Record<string, DocumentedRoute>;
