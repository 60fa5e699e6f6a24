/** Calls that must be answered, in every form that an answer takes. */
import { scheduleSorts } from '#lib/contract/limits.ts';
import type { RouteName } from '#lib/contract/routes.ts';
import { annotationCalls, ofAnnotations } from './annotationCalls.ts';
import { type ApiCall, type ApiWorld, address, json, queryOf, table } from './call.ts';
import { importCalls, ofImports } from './importCalls.ts';
import { ofSources, sourceCalls } from './sourceCalls.ts';

const ofPath = {
  rhythm: 'getRhythm',
  'typical-day': 'getTypicalDay',
  distribution: 'getDistribution',
  trends: 'getTrends',
  calendar: 'getCalendar',
} as const;

/** One of each documented route, and of each form its answer takes. */
export function goodCalls(world: ApiWorld): ApiCall[] {
  const plainly = table
    .filter(([name]) => !ofConnecting.has(name) && !ofAnnotations.has(name))
    .filter(([name]) => name !== 'cancelRun' && !ofSources.has(name))
    .filter(([name]) => !ofImports.has(name))
    .filter(([name]) => name !== 'setEnrolment')
    .map(([name, route]): ApiCall => {
      const url = address(route, world, queryOf(name, world));
      return {
        name: `${name}`,
        route: name,
        method: route.method.toUpperCase(),
        url,
        status: route.status,
      };
    });
  const user = `/api/users/${world.users[0]}`;
  const offset = new URLSearchParams({ start: world.start.replace('Z', '+00:00'), end: world.end });
  const window = new URLSearchParams(queryOf('getHeartRate', world));
  const variants: [string, RouteName, string][] = [
    ...(['auto', 'raw', '1m', '15m', '1h', '1d'] as const).map(
      (resolution): [string, RouteName, string] => [
        `heart rate at ${resolution}`,
        'getHeartRate',
        `${user}/heart-rate?${window}&resolution=${resolution}`,
      ],
    ),
    ['times with an offset', 'getHeartRate', `${user}/heart-rate?${offset}`],
    ['times as steps', 'getHeartRate', `${user}/heart-rate?${window}&times=delta`],
    ['the fewest points', 'getHeartRate', `${user}/heart-rate?${window}&points=10`],
    [
      'a window before all data',
      'getHeartRate',
      `${user}/heart-rate?start=1950-01-01T00:00:00Z&end=1950-01-02T00:00:00Z`,
    ],
    [
      'two centuries at auto',
      'getHeartRate',
      `${user}/heart-rate?start=1900-01-01T00:00:00Z&end=2099-12-31T00:00:00Z`,
    ],
    [
      'a grid of another zone',
      'getHeartRates',
      `/api/heart-rate?${window}&users=${world.users}&resolution=1h&timeZone=Asia/Kolkata`,
    ],
    [
      'a user named twice, once',
      'getHeartRates',
      `/api/heart-rate?${window}&users=${world.users[0]},${world.users[0]}`,
    ],
    [
      'statistics of a window before all data',
      'getStatistics',
      `${user}/statistics?start=1950-01-01T00:00:00Z&end=1950-01-02T00:00:00Z`,
    ],
    ['a summary without data', 'getSummary', `${user}/summary?start=1950-01-01&end=1950-12-31`],
    ...(['rhythm', 'typical-day', 'distribution', 'trends', 'calendar'] as const).map(
      (path): [string, RouteName, string] => [
        `${path} without data`,
        ofPath[path],
        `${user}/${path}?start=1950-01-01&end=1950-01-31`,
      ],
    ),
    ...(['day', 'week', 'month'] as const).map((by): [string, RouteName, string] => [
      `trends by ${by}`,
      'getTrends',
      `${user}/trends?start=${world.startDate}&end=${world.endDate}&by=${by}`,
    ]),
    ['an export of a window', 'getExport', `${user}/export?${window}`],
    ['an export for Open mHealth', 'getExport', `${user}/export?${window}&format=open-mhealth`],
    ['an export from a moment on', 'getExport', `${user}/export?start=${world.start}`],
    ...coverageVariants(world),
    [
      'trends of forty years',
      'getTrends',
      `${user}/trends?start=1987-01-01&end=2026-12-31&by=month`,
    ],
    ...(['typical-day', 'distribution'] as const).map((path): [string, RouteName, string] => [
      `${path} of forty years`,
      ofPath[path],
      `${user}/${path}?start=1987-01-01&end=2026-12-31`,
    ]),
    ['empty parameters as absent ones', 'getRuns', '/api/ingestions?user=&status=&cursor='],
    [
      'runs of one user and state',
      'getRuns',
      `/api/ingestions?user=${world.users[0]}&status=succeeded&limit=1`,
    ],
    ['runs of a user there is not', 'getRuns', '/api/ingestions?user=nobody'],
    ...scheduleSorts.map((sort): [string, RouteName, string] => [
      `the schedule by ${sort}`,
      'getSchedule',
      `/api/schedule?sort=${sort}&overdue=false&limit=1&offset=1`,
    ]),
    ['the schedule of nobody', 'getSchedule', '/api/schedule?q=%00&sort=-next'],
    [
      'log lines after the last',
      'getRunLogs',
      `/api/ingestions/${world.run}/logs?after=9007199254740991&limit=10000`,
    ],
    [
      'refused records after the last',
      'getRejectedRecords',
      `/api/ingestions/${world.run}/rejected?after=9007199254740991`,
    ],
  ];
  return [
    ...plainly,
    ...connectingCalls(world),
    ...annotationCalls(world),
    ...(world.connecting ? sourceCalls(world, `${world.connecting.user}-new`) : []),
    ...importCalls(world),
    ...['a run to cancel', 'a run that is asked to stop already'].map(
      (name): ApiCall => ({
        name,
        route: 'cancelRun',
        method: 'POST',
        url: `/api/ingestions/${world.cancellableRun}/cancel`,
        status: 200,
      }),
    ),
    ...enrolmentCalls(world),
    ...variants.map(
      ([name, route, url]): ApiCall => ({ name, route, method: 'GET', url, status: 200 }),
    ),
  ];
}

function coverageVariants(world: ApiWorld): [string, RouteName, string][] {
  const days = `start=${world.startDate}&end=${world.endDate}`;
  const user = `/api/users/${world.users[0]}/coverage`;
  return [
    ['coverage by quarter-hours', 'getUserCoverage', `${user}?${days}&detail=quarters`],
    ['coverage of one source', 'getUserCoverage', `${user}?${days}&source=synthetic`],
    ['coverage before all data', 'getUserCoverage', `${user}?start=1950-01-01&end=1951-12-31`],
    ['coverage of days to come', 'getUserCoverage', `${user}?start=2090-01-01&end=2090-01-31`],
    ['coverage of users found', 'getCoverage', `/api/coverage?${days}&q=${world.users[0]}&limit=1`],
    ['coverage of nobody', 'getCoverage', `/api/coverage?${days}&q=%00`],
    ...(['id', 'synced', 'failed', 'share'] as const).map((sort): [string, RouteName, string] => [
      `coverage by ${sort}`,
      'getCoverage',
      `/api/coverage?${days}&sort=${sort}&state=complete&cursor=1`,
    ]),
  ];
}

/** Both bounds taken away, so that other calls find the users as they were. */
function enrolmentCalls(world: ApiWorld): ApiCall[] {
  const bounds = [
    { enrolledOn: world.startDate, withdrawnOn: world.endDate },
    {},
    { enrolledOn: null },
    { withdrawnOn: null },
  ];
  return bounds.map((body) => ({
    name: `an enrolment of ${JSON.stringify(body)}`,
    route: 'setEnrolment',
    method: 'POST',
    headers: json,
    url: `/api/users/${world.users[1]}/enrolment`,
    body: JSON.stringify(body),
    status: 200,
  }));
}

/** Routes that change who is connected: each has a call of its own. */
const ofConnecting = new Set<RouteName>([
  'createUser',
  'connect',
  'connectByLink',
  'createConnectLink',
  'disconnect',
]);

function connectingCalls({ connecting }: ApiWorld): ApiCall[] {
  if (!connecting) return [];
  const { user, link } = connecting;
  const post = { method: 'POST', headers: json, status: 200 } as const;
  const ofUser = (route: 'connect' | 'createConnectLink' | 'disconnect', path: string) => ({
    ...post,
    name: `${route} of a user of Google Health`,
    route,
    url: `/api/users/${user}/${path}`,
  });
  return [
    {
      ...post,
      name: 'a new participant',
      route: 'createUser',
      url: '/api/users',
      body: JSON.stringify({ id: `${user}-new`, name: 'New', timeZone: 'Asia/Kolkata' }),
      status: 201,
    },
    ofUser('connect', 'connect'),
    ofUser('createConnectLink', 'connect-link'),
    {
      ...post,
      name: 'a connect link',
      route: 'connectByLink',
      url: '/api/connect',
      body: JSON.stringify({ link }),
    },
    ofUser('disconnect', 'disconnect'),
  ];
}

/** Requests for ingestion that are taken; each leaves a run in the queue. */
export function goodRequests(world: ApiWorld): ApiCall[] {
  const bodies: [string, string | undefined, Record<string, string>][] = [
    ['no body', undefined, {}],
    ['an empty object', '{}', json],
    ['a window', JSON.stringify({ start: world.startDate, end: world.endDate }), json],
    ['a source', '{"source":"synthetic"}', json],
    [
      'everything, asked by our own page',
      '{"full":true}',
      { ...json, 'sec-fetch-site': 'same-origin' },
    ],
  ];
  return bodies.map(([name, body, headers]) => ({
    name: `a request for ingestion with ${name}`,
    route: 'requestIngestion',
    method: 'POST',
    url: `/api/users/${world.users[1]}/ingestions`,
    headers,
    body,
    status: 202,
  }));
}
