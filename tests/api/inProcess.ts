/** Asks the route handlers in this process, as Next would: found by path, given a real Request. */
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { DocumentedRoute } from '#lib/contract/route.ts';
import { routes } from '#lib/contract/routes.ts';
import type { ApiAnswer } from './answer.ts';
import type { ApiCall } from './call.ts';

type Handler = (
  request: Request,
  context: { params: Promise<Record<string, string> | undefined> },
) => Promise<Response>;

const handlers = z.record(
  z.string(),
  z.custom<Handler>((value) => typeof value === 'function'),
);

export async function askHandler(call: ApiCall): Promise<ApiAnswer> {
  const url = new URL(call.url, 'http://heartline.test');
  const { folder, params } = find(url.pathname);
  const file = fileURLToPath(new URL(`../../app${folder}/route.ts`, import.meta.url));
  const module = handlers.parse({ ...(await import(file)) });
  const handler = module[call.method];
  if (!handler) throw new Error(`${folder} has no ${call.method}`);
  const request = new Request(url, {
    method: call.method,
    headers: { host: url.host, ...call.headers },
    body: call.body,
  });
  const answer = await handler(request, { params: Promise.resolve(params) });
  return {
    status: answer.status,
    headers: Object.fromEntries(answer.headers),
    text: await answer.text(),
  };
}

/** The folder in `app` that serves a path, by the table of routes; what is not in it, the catch-all. */
function find(pathname: string): { folder: string; params?: Record<string, string> } {
  for (const { path } of Object.values<DocumentedRoute>(routes)) {
    const pattern = new RegExp(`^${path.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`);
    const match = pattern.exec(pathname);
    if (!match) continue;
    const folder = path.replace(/\{(\w+)\}/g, '[$1]');
    // As Next does it: no object at all where the path has no dynamic segment.
    if (!match.groups) return { folder };
    const decoded = Object.entries(match.groups).map(([name, value]) => [
      name,
      decodeURIComponent(value),
    ]);
    return { folder, params: Object.fromEntries(decoded) };
  }
  return { folder: '/api/[[...path]]' };
}
