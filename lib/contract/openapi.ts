/** The OpenAPI 3.1 document of every route, from the schemas that requests are checked with. */
import {
  createDocument,
  type ZodOpenApiOperationObject,
  type ZodOpenApiPathsObject,
} from 'zod-openapi';
import { type ErrorCode, errorCodes } from '#lib/errors.ts';
import manifest from '../../package.json' with { type: 'json' };
import { errorBody } from './common.ts';
import { carriesBody, type DocumentedRoute } from './route.ts';
import { routes } from './routes.ts';

export type OpenApiDocument = ReturnType<typeof createDocument>;

const introduction = `Times are asked in ISO 8601 with Z or an offset (write the + of an offset as %2B), and answered in milliseconds since 1970-01-01 UTC. Heart rates are in bpm. Days are the user’s local days, YYYY-MM-DD. An empty parameter counts as absent; an unknown or repeated one is refused. Every refusal is {"error": {"code", "message", "details"}}: code for programs, message for people. A known path asked with another method answers 405.`;

/** When each refusal is answered. Those that no route answers with are left out. */
const meanings: Partial<Record<ErrorCode | 'INTERNAL', string>> = {
  INVALID_INPUT: 'A parameter or the body is wrong; details names each',
  CROSS_SITE_REFUSED: 'A page of another site asked',
  USER_NOT_FOUND: 'There is no such user',
  RUN_NOT_FOUND: 'There is no such run',
  ANNOTATION_NOT_FOUND: 'The user has no such annotation',
  RUN_FINISHED: 'The run has ended already',
  FILE_UNREADABLE: 'The files cannot be imported together; the message says why',
  IMPORT_NOT_FOUND: 'There is no such import',
  IMPORT_STATE: 'The import is in a state in which this cannot be done; the message says which',
  PAYLOAD_TOO_LARGE: 'The body is larger than 64 kB',
  UNSUPPORTED_MEDIA_TYPE: 'The body is not declared as application/json',
  RESOLUTION_REFUSED: 'The window is too long for this resolution; details says what would do',
  SOURCE_NOT_FOUND: 'The user has no such source, or it is not installed',
  SOURCE_MISMATCH: 'The user’s source cannot be asked, such as one that reads files',
  CONNECTING_UNAVAILABLE: 'What connecting needs is not configured; details names it',
  CONNECT_LINK_INVALID: 'The link was used, is too old, or there is none such',
  USER_EXISTS: 'There is a user of that identifier',
  DATABASE_AWAY: 'The database is away',
  TIMESCALEDB_MISSING: 'The database lacks TimescaleDB',
  INTERNAL: 'A defect of the server; details.reference is in its log',
};

const onEveryRoute = ['INVALID_INPUT', 'DATABASE_AWAY', 'INTERNAL'] as const;
const onEveryChange = ['CROSS_SITE_REFUSED'] as const;
const onEveryBody = ['PAYLOAD_TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE'] as const;

export function openApiDocument(): OpenApiDocument {
  return withExamples(
    createDocument({
      openapi: '3.1.0',
      info: {
        title: 'Heartline',
        version: manifest.version,
        description: introduction,
        license: { name: manifest.license, identifier: manifest.license },
      },
      servers: [{ url: '/', description: 'This installation' }],
      tags: [
        { name: 'Users', description: 'Who there is' },
        { name: 'Heart rate', description: 'Samples, buckets and daily summaries' },
        { name: 'Annotations', description: 'What people say happened, and when' },
        { name: 'Coverage', description: 'What is here, what is missing, and why' },
        { name: 'Ingestion', description: 'Runs that fetch data, and what became of each record' },
        {
          name: 'Imports',
          description: 'Files that people bring, from the upload to the last row',
        },
        { name: 'Service', description: 'Health and this description' },
      ],
      paths: paths(),
    }),
  );
}

/** A route's own example at each of its parameters: those of the schemas do not know of each other. */
function withExamples(document: OpenApiDocument): OpenApiDocument {
  for (const { path, method, example } of Object.values<DocumentedRoute>(routes)) {
    for (const parameter of document.paths?.[path]?.[method]?.parameters ?? []) {
      if ('$ref' in parameter) continue;
      const value = { ...example.params, ...example.query }[parameter.name];
      if (value !== undefined) parameter.example = value;
    }
  }
  return document;
}

function paths(): ZodOpenApiPathsObject {
  const result: ZodOpenApiPathsObject = {};
  for (const [name, route] of Object.entries<DocumentedRoute>(routes)) {
    result[route.path] = { ...result[route.path], [route.method]: operation(name, route) };
  }
  return result;
}

function operation(name: string, route: DocumentedRoute): ZodOpenApiOperationObject {
  return {
    operationId: name,
    tags: [route.tag],
    summary: route.summary,
    description: route.description,
    requestParams: { path: route.params, query: route.query },
    ...(carriesBody(route.method) && {
      requestBody: {
        content: { 'application/json': { schema: route.body, example: route.example.body } },
      },
    }),
    responses: {
      [route.status]: {
        description: route.answers,
        content: Object.fromEntries(route.media.map((type) => [type, { schema: route.answer }])),
        ...(Object.keys(route.headers).length > 0 && { headers: headers(route) }),
      },
      ...refusals(route),
    },
  };
}

function headers(route: DocumentedRoute) {
  return Object.fromEntries(
    Object.entries(route.headers).map(([name, description]) => [
      name,
      { description, schema: { type: 'string' as const } },
    ]),
  );
}

/** One answer a status; codes that share a status are told in its description. */
function refusals(route: DocumentedRoute): ZodOpenApiOperationObject['responses'] {
  const codes = [
    ...onEveryRoute,
    ...(route.method === 'get' ? [] : onEveryChange),
    ...(carriesBody(route.method) ? onEveryBody : []),
    ...route.errors,
  ];
  const byStatus = Map.groupBy(codes, (code) =>
    code === 'INTERNAL' ? 500 : errorCodes[code].status,
  );
  return Object.fromEntries(
    [...byStatus].map(([status, its]) => [
      status,
      {
        description: its.map((code) => `${code}: ${meanings[code] ?? ''}`).join('. '),
        content: { 'application/json': { schema: errorBody } },
      },
    ]),
  );
}
