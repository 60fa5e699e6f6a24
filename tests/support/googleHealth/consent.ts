/** The consent screen: answered in a visitor's name, or by a person at a page. */
import type { ServerResponse } from 'node:http';
import { send } from './answers.ts';
import type { SimulatedGoogle } from './google.ts';
import type { Grants } from './grants.ts';

export function consent(
  google: SimulatedGoogle,
  grants: Grants,
  asked: URLSearchParams,
  response: ServerResponse,
): void {
  const back = new URL(asked.get('redirect_uri') ?? '');
  back.searchParams.set('state', asked.get('state') ?? '');
  if (asked.get('code_challenge_method') !== 'S256' || asked.get('access_type') !== 'offline') {
    send(response, 400, { error: 'invalid_request' });
    return;
  }
  if (google.asks && !asked.has('account')) {
    response.writeHead(200, { 'content-type': 'text/html' });
    response.end(consentPage(asked, [...google.people.keys()]));
    return;
  }
  const { accountId, agrees } = google.asks
    ? { accountId: asked.get('account') ?? '', agrees: asked.get('account') !== '' }
    : google.visitor;
  if (agrees) {
    const code = grants.consented({
      accountId,
      challenge: asked.get('code_challenge') ?? '',
      nonce: asked.get('nonce') ?? '',
      redirectUri: asked.get('redirect_uri') ?? '',
    });
    back.searchParams.set('code', code);
  } else {
    back.searchParams.set('error', 'access_denied');
  }
  response.writeHead(302, { location: back.href }).end();
}

/** Plain, with one button an account, and one for no. */
function consentPage(asked: URLSearchParams, accounts: readonly string[]): string {
  const hidden = [...asked].map(
    ([name, value]) => `<input type="hidden" name="${name}" value="${encodeURI(value)}">`,
  );
  const buttons = accounts.map(
    (id) => `<button name="account" value="${id}">Allow as ${id}</button>`,
  );
  return `<!doctype html><title>Simulated Google</title><h1>Simulated Google</h1>
    <form action="/authorize">${hidden.join('')}${buttons.join(' ')}
    <button name="account" value="">Cancel</button></form>`;
}
