/** A route: parse → one question or one enqueue → answer. */
import type { z } from 'zod';
import { carriesBody, type DocumentedRoute, type Fields } from '#lib/contract/route.ts';
import { HeartlineError } from '#lib/errors.ts';
import { errorAnswer, jsonAnswer, streamAnswer } from './answers.ts';
import { parseBody, parsePath, parseQuery, readJson } from './input.ts';
import { refuseCrossSite } from './sameOrigin.ts';

/** The second argument of a Next route handler. */
interface PathContext {
  /** Holds undefined where the path has no dynamic segment. */
  params: Promise<Record<string, string | string[] | undefined> | undefined>;
}

export type Handler = (request: Request, context: PathContext) => Promise<Response>;

interface Asked<P extends Fields, Q extends Fields, B extends z.ZodType> {
  params: z.output<P>;
  query: z.output<Q>;
  body: z.output<B>;
}

/**
 * The handler of a documented route: reads the request by the very schemas that are documented,
 * asks, and answers; whatever is thrown becomes an answer as well.
 * @param ask one query or one enqueue.
 * @param headers of the answer, where it has its own.
 */
export function route<P extends Fields, Q extends Fields, B extends z.ZodType, A extends z.ZodType>(
  documented: DocumentedRoute<P, Q, B, A>,
  ask: (asked: Asked<P, Q, B>) => z.input<A> | Promise<z.input<A>>,
  headers?: (answer: z.input<A>) => Record<string, string>,
): Handler {
  return async (request, context) => {
    try {
      const answer = await ask(await readAsked(documented, request, context));
      return jsonAnswer(answer, { status: documented.status, headers: headers?.(answer) });
    } catch (error) {
      return errorAnswer(error);
    }
  };
}

/** Text that is written while it is read, and never lies in memory as a whole. */
export interface TextStream {
  chunks: AsyncIterable<string>;
  headers: Record<string, string>;
}

/**
 * The handler of a documented route that answers with a stream of text. What is thrown before the
 * first chunk becomes an answer; afterwards the connection is broken off, so that nobody takes a
 * part for the whole.
 */
export function streamRoute<P extends Fields, Q extends Fields, B extends z.ZodType>(
  documented: DocumentedRoute<P, Q, B, z.ZodString>,
  ask: (asked: Asked<P, Q, B>, request: Request) => TextStream | Promise<TextStream>,
): Handler {
  return async (request, context) => {
    try {
      const { chunks, headers } = await ask(await readAsked(documented, request, context), request);
      return await streamAnswer(chunks, { status: documented.status, headers });
    } catch (error) {
      return errorAnswer(error);
    }
  };
}

async function readAsked<P extends Fields, Q extends Fields, B extends z.ZodType>(
  documented: DocumentedRoute<P, Q, B>,
  request: Request,
  context: PathContext,
): Promise<Asked<P, Q, B>> {
  if (documented.method !== 'get') refuseCrossSite(request);
  const params = parsePath(documented.params, (await context.params) ?? {});
  const query = parseQuery(documented.query, request.url);
  const sent = carriesBody(documented.method) ? await readJson(request) : {};
  return { params, query, body: parseBody(documented.body, sent) };
}

type Method = 'DELETE' | 'GET' | 'PATCH' | 'POST' | 'PUT';

/** Handlers for the methods that a route does not have: 405, saying which it has. */
export function refuseAllBut(...methods: Method[]): Record<Method, Handler> {
  const answered = methods.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method]));
  const allow = [...answered, 'OPTIONS'].join(', ');
  const refuse: Handler = async (request) =>
    errorAnswer(
      new HeartlineError(
        'METHOD_NOT_ALLOWED',
        `The route ${new URL(request.url).pathname} does not answer to ${request.method}; use ${methods.join(' or ')}. See /docs.`,
      ),
      { headers: { allow } },
    );
  return { DELETE: refuse, GET: refuse, PATCH: refuse, POST: refuse, PUT: refuse };
}

/** Handler of every address below `/api` that is no route. */
export const refuseUnknownRoute: Handler = async (request) => {
  const path = new URL(request.url).pathname.slice(0, 100);
  return errorAnswer(
    new HeartlineError(
      'ROUTE_NOT_FOUND',
      `There is no route ${path}. The routes are listed at /docs.`,
    ),
  );
};
