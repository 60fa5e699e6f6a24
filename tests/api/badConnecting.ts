/** Participants that cannot be added, and accounts that cannot be connected. */
import { type ApiCall, type ApiWorld, json, sqlish } from './call.ts';

export function badConnecting(world: ApiWorld): ApiCall[] {
  const post = { method: 'POST', headers: json } as const;
  const newUser = (name: string, body: object, status = 400, code = 'INVALID_INPUT'): ApiCall => ({
    ...post,
    name: `a new participant with ${name}`,
    route: 'createUser',
    url: '/api/users',
    body: JSON.stringify(body),
    status,
    code,
  });
  const timeZone = 'Europe/London';
  return [
    newUser('nothing', {}),
    newUser('a hostile identifier', { id: sqlish, timeZone }),
    newUser('a zone that is none', { id: 'somebody', timeZone: 'Mars/Olympus' }),
    newUser('an endless name', { id: 'somebody', timeZone, name: 'x'.repeat(101) }),
    newUser('a source of its own', { id: 'somebody', timeZone, source: 'file' }),
    newUser('a taken identifier', { id: world.users[0], timeZone }, 409, 'USER_EXISTS'),
    ...['connect', 'connect-link', 'disconnect'].map(
      (path): ApiCall => ({
        ...post,
        name: `${path} of a synthetic user`,
        route: undefined,
        url: `/api/users/${world.users[0]}/${path}`,
        status: 409,
        code: 'SOURCE_MISMATCH',
      }),
    ),
    {
      ...post,
      name: 'a connect link of nobody',
      route: 'connectByLink',
      url: '/api/connect',
      body: JSON.stringify({ link: 'made-up' }),
      status: 410,
      code: 'CONNECT_LINK_INVALID',
    },
    {
      ...post,
      name: 'a connect link from another site',
      route: 'connectByLink',
      url: '/api/connect',
      headers: { ...json, 'sec-fetch-site': 'cross-site' },
      body: JSON.stringify({ link: 'made-up' }),
      status: 403,
      code: 'CROSS_SITE_REFUSED',
    },
  ];
}
