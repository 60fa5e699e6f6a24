/** What is written down of a route: enough to serve it, to document it and to try it. */
import { z } from 'zod';
import type { ErrorCode } from '#lib/errors.ts';

export type Fields = z.ZodObject;

export const routeMethods = ['get', 'post', 'put', 'patch', 'delete'] as const;
export type RouteMethod = (typeof routeMethods)[number];

/** Whether a request by this method carries a JSON body. */
export function carriesBody(method: RouteMethod): boolean {
  return method === 'post' || method === 'put' || method === 'patch';
}

export interface DocumentedRoute<
  P extends Fields = Fields,
  Q extends Fields = Fields,
  B extends z.ZodType = z.ZodType,
  A extends z.ZodType = z.ZodType,
> {
  method: RouteMethod;
  /** As OpenAPI writes it: `/api/users/{id}/summary`. */
  path: `/api/${string}`;
  tag: 'Heart rate' | 'Users' | 'Annotations' | 'Coverage' | 'Ingestion' | 'Imports' | 'Service';
  /** One line; Markdown is not rendered anywhere. */
  summary: string;
  description: string;
  /** Dynamic segments of the path. */
  params: P;
  query: Q;
  /** The JSON body of a `post`, `put` or `patch`. */
  body: B;
  status: 200 | 201 | 202;
  answer: A;
  /** Content types of the answer; other than JSON it is a stream of text, and `answer` a string. */
  media: readonly [string, ...string[]];
  /** What the answer is, in half a sentence. */
  answers: string;
  /** Headers of the answer by name, with what they hold. */
  headers: Record<string, string>;
  /** Refusals that are this route's own, beside those that every route has. */
  errors: readonly ErrorCode[];
  /** A request that makes sense on a fresh installation. */
  example: {
    params?: Record<string, string>;
    query?: Record<string, string>;
    body?: object;
    /** Where nothing that could be written here is taken: the refusal that it shows. */
    refused?: ErrorCode;
  };
}

const nothing = z.object({});

/** What a route has that takes nothing and refuses nothing of its own. */
export const plain = {
  params: nothing,
  query: nothing,
  body: nothing,
  status: 200,
  media: ['application/json'],
  headers: {},
  errors: [],
  example: {},
} as const;
