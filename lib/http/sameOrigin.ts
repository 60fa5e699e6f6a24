import { HeartlineError } from '#lib/errors.ts';

/**
 * Lets a request that changes something pass only when it comes from our own pages or from no
 * page at all (curl, a script). Browsers say so in `Sec-Fetch-Site`, which no page can forge;
 * over plain HTTP in a home network they leave it out, and `Origin` is held against `Host`.
 * A sibling (another port of localhost, another subdomain) is another application.
 * @throws {HeartlineError} CROSS_SITE_REFUSED
 */
export function refuseCrossSite(request: Request): void {
  const site = request.headers.get('sec-fetch-site');
  const origin = request.headers.get('origin');
  if (site !== null) {
    if (site !== 'same-origin' && site !== 'none') throw refused();
    return;
  }
  if (origin !== null && hostOf(origin) !== ownHost(request)) throw refused();
}

/** Next builds `request.url` from its own configuration; the Host header is what was asked for. */
function ownHost(request: Request): string {
  return request.headers.get('host') ?? new URL(request.url).host;
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}

function refused(): HeartlineError {
  return new HeartlineError(
    'CROSS_SITE_REFUSED',
    'A page of another site asked for this. Requests that change something are taken from Heartline’s own pages and from programs only.',
  );
}
