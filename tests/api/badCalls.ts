/** Calls that must be refused, of every route: malformed, huge, unknown, and from elsewhere. */
import type { DocumentedRoute } from '#lib/contract/route.ts';
import type { RouteName } from '#lib/contract/routes.ts';
import { badAnnotations, bodyOf } from './annotationCalls.ts';
import { badBodies } from './badBodies.ts';
import {
  type ApiCall,
  type ApiWorld,
  address,
  hugeText,
  json,
  queryOf,
  sqlish,
  table,
} from './call.ts';
import { badImports, importBodyOf } from './importCalls.ts';
import { badSources, sourceBodyOf } from './sourceCalls.ts';

const badValues: Record<string, string[]> = {
  instant: [
    'yesterday',
    '2026-03-29',
    '2026-03-29T00:00:00',
    '2026-02-30T00:00:00Z',
    '2026-03-29T25:00:00Z',
    '1774742400000',
    '0000-01-01T00:00:00Z',
    '9999-12-31T23:59:59-23:00',
    sqlish,
    '\u0000',
  ],
  date: ['yesterday', '2026-02-30', '2026-3-9', '2026-03-29T00:00:00Z', '0000-01-01', sqlish],
  number: ['NaN', 'Infinity', '-5', '1.5', 'ten', '99999999999999999999', '1;select 1', '\u0000'],
  choice: ['2m', 'RAW', 'raw,1m', 'constructor', sqlish],
  user: [sqlish, '../users', 'a b', 'ä', '-', '\u0000', '%'],
  source: ['RAW', 'a b', '-', 'x'.repeat(61), sqlish, '\u0000'],
  // Every text of a sensible length may be looked for.
  search: ['x'.repeat(101)],
  zone: ['Mars/Olympus', '+01:00', 'europe london', sqlish, '\u0000'],
};

const kinds: Record<string, keyof typeof badValues> = {
  points: 'number',
  limit: 'number',
  offset: 'number',
  after: 'number',
  cursor: 'number',
  kind: 'choice',
  format: 'choice',
  resolution: 'choice',
  by: 'choice',
  status: 'choice',
  state: 'choice',
  sort: 'choice',
  detail: 'choice',
  source: 'source',
  q: 'search',
  trigger: 'choice',
  overdue: 'choice',
  user: 'user',
  users: 'user',
  timeZone: 'zone',
};

function kindOf(route: DocumentedRoute, name: string): keyof typeof badValues {
  const isDate = /\/(summary|rhythm|typical-day|distribution|trends|coverage|calendar)$/.test(
    route.path,
  );
  return kinds[name] ?? (isDate ? 'date' : 'instant');
}

/** Whatever a route can be sent that it must refuse, with the status and code of the refusal. */
export function badCalls(world: ApiWorld): ApiCall[] {
  return [
    ...table.flatMap(([name, route]) => badQueries(name, route, world)),
    ...table.flatMap(([name, route]) => badPaths(name, route, world)),
    ...table.flatMap(([name, route]) => wrongMethods(name, route, world)),
    ...badWindows(world),
    ...badBodies(world),
    ...unknownRoutes(),
    ...badConnecting(world),
    ...badAnnotations(world),
    ...badSources(world),
    ...badImports(world),
    {
      name: 'the cancelling of a run that has ended',
      route: 'cancelRun',
      method: 'POST',
      url: `/api/ingestions/${world.run}/cancel`,
      status: 409,
      code: 'RUN_FINISHED',
    },
    ...badCoverage(world),
  ];
}

function badQueries(name: RouteName, route: DocumentedRoute, world: ApiWorld): ApiCall[] {
  const good = queryOf(name, world);
  const refused = (what: string, query: Record<string, string> | [string, string][]): ApiCall => ({
    name: `${name} with ${what}`,
    route: name,
    method: route.method.toUpperCase(),
    url: address(route, world, query),
    status: 400,
    code: 'INVALID_INPUT',
  });
  const huge = (what: string, query: Record<string, string>): ApiCall => ({
    ...refused(`100 kB as ${what}`, query),
    statusOverHttp: 431,
  });
  return [
    refused('an unknown parameter', { ...good, nonsense: '1' }),
    refused('a parameter that objects inherit', { ...good, constructor: '1' }),
    refused('an SQL-ish parameter name', { ...good, [sqlish]: '1' }),
    huge('the name of a parameter', { ...good, [hugeText]: '1' }),
    ...Object.keys(route.query.shape).flatMap((parameter) => [
      refused(`${parameter} twice`, [
        ...Object.entries({ [parameter]: '1', ...good }),
        [parameter, good[parameter] ?? '1'],
      ]),
      huge(parameter, { ...good, [parameter]: hugeText }),
      ...(badValues[kindOf(route, parameter)] ?? []).map((value) =>
        refused(`${JSON.stringify(value)} as ${parameter}`, { ...good, [parameter]: value }),
      ),
    ]),
    ...Object.keys(good).flatMap((parameter) => [
      refused(
        `no ${parameter}`,
        Object.entries(good).filter(([other]) => other !== parameter),
      ),
      refused(`an empty ${parameter}`, { ...good, [parameter]: '' }),
    ]),
  ];
}

function badPaths(name: RouteName, route: DocumentedRoute, world: ApiWorld): ApiCall[] {
  return Object.keys(route.params.shape).flatMap((segment) => {
    const missing = route.path.startsWith('/api/imports/') ? 'IMPORT_NOT_FOUND' : 'RUN_NOT_FOUND';
    const named = segment === 'id' && route.path.startsWith('/api/users/');
    const call = (value: string, status: number, code: string, overHttp?: number): ApiCall => ({
      ...(bodyOf(name) ?? sourceBodyOf(name) ?? importBodyOf(name)),
      name: `${name} with ${segment} ${JSON.stringify(value.slice(0, 40))}`,
      route: name,
      method: route.method.toUpperCase(),
      url: address(route, world, queryOf(name, world), { [segment]: value }),
      status,
      code,
      ...(overHttp && { statusOverHttp: overHttp }),
    });
    return [
      ...(named ? badNames : badNumbers).map((value) => call(value, 400, 'INVALID_INPUT')),
      call(hugeText, 400, 'INVALID_INPUT', 431),
      named
        ? call('nobody', 404, 'USER_NOT_FOUND')
        : call(String(Number.MAX_SAFE_INTEGER), 404, notFound[segment] ?? missing),
    ];
  });
}

const badNames = [sqlish, '../../etc/passwd', 'a b', 'ä', '\u0000', '{id}', 'x'.repeat(65)];
const badNumbers = [
  ...['0', '-1', '1.5', 'NaN', 'latest', '99999999999999999999', '1;select 1', '\u0000', '{id}'],
];
const notFound: Record<string, string> = { annotation: 'ANNOTATION_NOT_FOUND' };

function wrongMethods(name: RouteName, route: DocumentedRoute, world: ApiWorld): ApiCall[] {
  const answered = new Set(
    table.flatMap(([, other]) => (other.path === route.path ? [other.method.toUpperCase()] : [])),
  );
  const others = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].filter(
    (method) => !answered.has(method),
  );
  return others.map((method) => ({
    name: `${method} of ${name}`,
    route: name,
    method,
    url: address(route, world, queryOf(name, world)),
    status: 405,
    code: 'METHOD_NOT_ALLOWED',
  }));
}

function badWindows(world: ApiWorld): ApiCall[] {
  const user = `/api/users/${world.users[0]}`;
  const years = 'start=2000-01-01T00:00:00Z&end=2026-01-01T00:00:00Z';
  const backwards = `start=${world.end}&end=${world.start}`;
  const same = `start=${world.start}&end=${world.start}`;
  const many = Array.from({ length: 25 }, (_, index) => `u${index}`).join();
  const day = `start=${world.start}&end=${world.end}`;
  const list: [string, RouteName, string, number, string][] = [
    [
      'an end before its start',
      'getHeartRate',
      `${user}/heart-rate?${backwards}`,
      400,
      'INVALID_INPUT',
    ],
    [
      'an end that is its start',
      'getHeartRate',
      `${user}/heart-rate?${same}`,
      400,
      'INVALID_INPUT',
    ],
    [
      'an export that ends before it starts',
      'getExport',
      `${user}/export?${backwards}`,
      400,
      'INVALID_INPUT',
    ],
    [
      'an end before its start, for several',
      'getHeartRates',
      `/api/heart-rate?${backwards}&users=${world.users}`,
      400,
      'INVALID_INPUT',
    ],
    [
      'a summary that ends before it starts',
      'getSummary',
      `${user}/summary?start=${world.endDate}&end=${world.startDate}`,
      400,
      'INVALID_INPUT',
    ],
    ...(
      [
        ['getRhythm', 'rhythm'],
        ['getTypicalDay', 'typical-day'],
        ['getDistribution', 'distribution'],
        ['getTrends', 'trends'],
        ['getCalendar', 'calendar'],
      ] as const
    ).flatMap(([name, path]): [string, RouteName, string, number, string][] => [
      [
        `${name} that ends before it starts`,
        name,
        `${user}/${path}?start=${world.endDate}&end=${world.startDate}`,
        400,
        'INVALID_INPUT',
      ],
      [
        `${name} of more days than it takes`,
        name,
        `${user}/${path}?${name === 'getTrends' ? 'by=day&' : ''}start=${name === 'getCalendar' ? '1950' : '2023'}-01-01&end=2025-12-31`,
        400,
        'INVALID_INPUT',
      ],
    ]),
    [
      'getTrends by month of more than forty years',
      'getTrends',
      `${user}/trends?by=month&start=1950-01-01&end=2025-12-31`,
      400,
      'INVALID_INPUT',
    ],
    [
      '26 years in minutes',
      'getHeartRate',
      `${user}/heart-rate?${years}&resolution=1m`,
      422,
      'RESOLUTION_REFUSED',
    ],
    [
      '26 years in minutes, for several',
      'getHeartRates',
      `/api/heart-rate?${years}&users=${world.users}&resolution=1m`,
      422,
      'RESOLUTION_REFUSED',
    ],
    [
      'more users than one answer holds',
      'getHeartRates',
      `/api/heart-rate?${day}&users=${many}`,
      400,
      'INVALID_INPUT',
    ],
    [
      'no user between commas',
      'getHeartRates',
      `/api/heart-rate?${day}&users=,,`,
      400,
      'INVALID_INPUT',
    ],
    [
      'an unknown user among known ones',
      'getHeartRates',
      `/api/heart-rate?${day}&users=${world.users[0]},nobody`,
      404,
      'USER_NOT_FOUND',
    ],
  ];
  return list.map(([name, route, url, status, code]) => ({
    name,
    route,
    method: 'GET',
    url,
    status,
    code,
  }));
}

function badConnecting(world: ApiWorld): ApiCall[] {
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

function badCoverage(world: ApiWorld): ApiCall[] {
  const user = `/api/users/${world.users[0]}`;
  const days = `start=${world.startDate}&end=${world.endDate}`;
  const backwards = `start=${world.endDate}&end=${world.startDate}`;
  const list: [string, RouteName, string, number, string][] = [
    [
      'an end before its start',
      'getUserCoverage',
      `${user}/coverage?${backwards}`,
      400,
      'INVALID_INPUT',
    ],
    ['an end before its start', 'getCoverage', `/api/coverage?${backwards}`, 400, 'INVALID_INPUT'],
    [
      'three years',
      'getUserCoverage',
      `${user}/coverage?start=2023-01-01&end=2025-12-31`,
      400,
      'INVALID_INPUT',
    ],
    [
      'a year of everybody',
      'getCoverage',
      '/api/coverage?start=2025-01-01&end=2025-12-31',
      400,
      'INVALID_INPUT',
    ],
    ['a page of 201', 'getCoverage', `/api/coverage?${days}&limit=201`, 400, 'INVALID_INPUT'],
    [
      'a source the user has not',
      'getUserCoverage',
      `${user}/coverage?${days}&source=fitbit`,
      422,
      'SOURCE_NOT_FOUND',
    ],
  ];
  const enrolment = (name: string, body: object): ApiCall => ({
    name: `an enrolment with ${name}`,
    route: 'setEnrolment',
    method: 'POST',
    headers: json,
    url: `${user}/enrolment`,
    body: JSON.stringify(body),
    status: 400,
    code: 'INVALID_INPUT',
  });
  return [
    ...list.map(([name, route, url, status, code]) => ({
      name: `coverage with ${name} (${route})`,
      route,
      method: 'GET',
      url,
      status,
      code,
    })),
    enrolment('an impossible day', { enrolledOn: '2026-02-30', withdrawnOn: null }),
    enrolment('an end before its start', { enrolledOn: '2026-03-02', withdrawnOn: '2026-03-01' }),
    enrolment('an unknown field', { enrolledOn: null, withdrawnOn: null, name: 'x' }),
    enrolment('an SQL-ish day', { enrolledOn: sqlish }),
  ];
}

function unknownRoutes(): ApiCall[] {
  const paths = [
    '/api',
    '/api/nothing',
    '/api/users/user1/nothing',
    '/api/users/user1/heart-rate/raw',
  ];
  return paths.flatMap((url) =>
    ['GET', 'POST', 'DELETE'].map((method) => ({
      name: `${method} ${url}`,
      route: undefined,
      method,
      url,
      status: 404,
      code: 'ROUTE_NOT_FOUND',
    })),
  );
}
