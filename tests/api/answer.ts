/** Holds an answer against its call, and against what the documentation promises. */
import { isDeepStrictEqual } from 'node:util';
import { errorBody } from '#lib/contract/common.ts';
import { type OpenApiDocument, openApiDocument } from '#lib/contract/openapi.ts';
import { type DocumentedRoute, routeMethods } from '#lib/contract/route.ts';
import { type RouteName, routes } from '#lib/contract/routes.ts';
import type { ApiCall } from './call.ts';

export interface ApiAnswer {
  status: number;
  headers: Record<string, string>;
  text: string;
}

/** What is wrong with the answer, in sentences; none when it is right. */
export function problemsOf(call: ApiCall, answer: ApiAnswer): string[] {
  const excerpt = answer.text.slice(0, 300);
  if (answer.status !== call.status) {
    return [`status ${answer.status} instead of ${call.status}: ${excerpt}`];
  }
  const text = textProblems(call, answer);
  if (text) return text;
  const body = parsed(answer.text);
  if (body === undefined) return [`no JSON: ${excerpt}`];
  return [
    ...(answer.headers['cache-control'] === 'no-store' ? [] : ['it may be cached']),
    ...(call.status < 300 ? fitProblems(call, answer, body) : refusalProblems(call, answer, body)),
    ...(isDocumented(call) ? [] : [`the documentation knows no answer ${call.status}`]),
  ];
}

/** What is wrong with a stream of text; undefined where JSON is due. */
function textProblems(call: ApiCall, answer: ApiAnswer): string[] | undefined {
  if (call.route === undefined || call.status >= 300) return undefined;
  const { media, headers } = routeOf(call.route);
  if (media.includes('application/json')) return undefined;
  const type = answer.headers['content-type']?.split(';')[0] ?? '';
  const missing = Object.keys(headers).filter((name) => !answer.headers[name.toLowerCase()]);
  return [
    ...(answer.headers['cache-control'] === 'no-store' ? [] : ['it may be cached']),
    ...(media.includes(type) ? [] : [`the documentation knows no content ${type}`]),
    ...(answer.text.length > 0 ? [] : ['it is empty']),
    ...missing.map((name) => `no header ${name}`),
  ];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function routeOf(name: RouteName): DocumentedRoute {
  return routes[name];
}

function fitProblems(call: ApiCall, answer: ApiAnswer, body: unknown): string[] {
  if (call.route === undefined) return ['no route, and yet an answer'];
  const route = routeOf(call.route);
  const missing = Object.keys(route.headers).filter((name) => !answer.headers[name.toLowerCase()]);
  const fit = route.answer.safeParse(body);
  if (!fit.success) return [fit.error.message];
  // The schema drops what it does not know: then something is answered that is not documented.
  return [
    ...missing.map((name) => `no header ${name}`),
    ...(isDeepStrictEqual(fit.data, body) ? [] : ['it holds fields that are not documented']),
  ];
}

function refusalProblems(call: ApiCall, answer: ApiAnswer, body: unknown): string[] {
  const fit = errorBody.strict().safeParse(body);
  if (!fit.success) return [fit.error.message];
  const { code, message } = fit.data.error;
  return [
    ...(code === call.code ? [] : [`code ${code} instead of ${call.code}`]),
    ...(/^\p{Lu}.{10,}[.!?]$/su.test(message) ? [] : [`no sentence: ${message}`]),
    ...(answer.text.length < 5_000 ? [] : [`a refusal of ${answer.text.length} characters`]),
  ];
}

let made: OpenApiDocument | undefined;

/** Made once: for each of a thousand calls it would take a minute. */
function document(): OpenApiDocument {
  made ??= openApiDocument();
  return made;
}

/** Wrong methods and unknown addresses are told of once, in the introduction. */
function isDocumented({ route, method, status }: ApiCall): boolean {
  if (route === undefined || status === 405) return true;
  const operations = document().paths?.[routeOf(route).path];
  const asked = routeMethods.find((name) => name.toUpperCase() === method) ?? 'get';
  return String(status) in (operations?.[asked]?.responses ?? {});
}
