/** Requests for ingestion that must be refused for what they carry or where they come from. */
import { type ApiCall, type ApiWorld, hugeText, json, sqlish } from './call.ts';

const post = { route: 'requestIngestion', method: 'POST' } as const;

export function badBodies(world: ApiWorld): ApiCall[] {
  const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
  const list: [string, string | undefined, Record<string, string>, number, string][] = [
    ['broken JSON', '{"full":', json, 400, 'INVALID_INPUT'],
    ['an array', '[]', json, 400, 'INVALID_INPUT'],
    ['null', 'null', json, 400, 'INVALID_INPUT'],
    ['20,000 arrays within each other', deep, json, 400, 'INVALID_INPUT'],
    ['an unknown field', '{"user":"user1"}', json, 400, 'INVALID_INPUT'],
    ['a field that objects inherit', '{"__proto__":{"full":true}}', json, 400, 'INVALID_INPUT'],
    ['a wrong type', '{"full":"yes"}', json, 400, 'INVALID_INPUT'],
    ['NaN', '{"start":NaN}', json, 400, 'INVALID_INPUT'],
    ['a source the user has not', '{"source":"file"}', json, 422, 'SOURCE_NOT_FOUND'],
    ['an SQL-ish source', JSON.stringify({ source: sqlish }), json, 400, 'INVALID_INPUT'],
    ['an impossible day', '{"start":"2026-02-30"}', json, 400, 'INVALID_INPUT'],
    ['a day long ago', '{"start":"0000-01-01"}', json, 400, 'INVALID_INPUT'],
    ['an SQL-ish day', JSON.stringify({ start: sqlish }), json, 400, 'INVALID_INPUT'],
    [
      'an end before its start',
      '{"start":"2026-03-02","end":"2026-03-01"}',
      json,
      400,
      'INVALID_INPUT',
    ],
    [
      '60 kB of unknown fields',
      JSON.stringify({ [hugeText.slice(0, 60_000)]: 1 }),
      json,
      400,
      'INVALID_INPUT',
    ],
    ['100 kB', JSON.stringify({ start: hugeText }), json, 413, 'PAYLOAD_TOO_LARGE'],
    ['5 MB', JSON.stringify({ start: hugeText.repeat(50) }), json, 413, 'PAYLOAD_TOO_LARGE'],
    ['plain text', '{}', { 'content-type': 'text/plain' }, 415, 'UNSUPPORTED_MEDIA_TYPE'],
    [
      'a form',
      'full=true',
      { 'content-type': 'application/x-www-form-urlencoded' },
      415,
      'UNSUPPORTED_MEDIA_TYPE',
    ],
    [
      'another site behind it',
      '{}',
      { ...json, 'sec-fetch-site': 'cross-site' },
      403,
      'CROSS_SITE_REFUSED',
    ],
    [
      'a neighbour behind it',
      '{}',
      { ...json, 'sec-fetch-site': 'same-site' },
      403,
      'CROSS_SITE_REFUSED',
    ],
    ['a foreign origin', undefined, { origin: 'http://evil.test' }, 403, 'CROSS_SITE_REFUSED'],
  ];
  return [
    ...list.map(([name, body, headers, status, code]) => ({
      ...post,
      name: `a request for ingestion with ${name}`,
      url: `/api/users/${world.users[1]}/ingestions`,
      headers,
      body,
      status,
      code,
    })),
    ...(world.fileUser === undefined ? [] : [ofFiles(world.fileUser)]),
  ];
}

function ofFiles(user: string): ApiCall {
  return {
    ...post,
    name: 'a request for the ingestion of files',
    url: `/api/users/${user}/ingestions`,
    status: 409,
    code: 'SOURCE_MISMATCH',
  };
}
