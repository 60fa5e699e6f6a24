/** Windows that must be refused: turned round, empty, or larger than an answer may grow. */
import type { RouteName } from '#lib/contract/routes.ts';
import type { ApiCall, ApiWorld } from './call.ts';

type Refused = [name: string, route: RouteName, url: string];

export function badWindows(world: ApiWorld): ApiCall[] {
  const invalid = [...turnedRound(world), ...ofTooManyDays(world), ...ofWrongUsers(world)];
  return [
    ...invalid.map((call) => refused(call, 400, 'INVALID_INPUT')),
    ...inMinutes(world).map((call) => refused(call, 422, 'RESOLUTION_REFUSED')),
    refused(
      [
        'an unknown user among known ones',
        'getHeartRates',
        `/api/heart-rate?start=${world.start}&end=${world.end}&users=${world.users[0]},nobody`,
      ],
      404,
      'USER_NOT_FOUND',
    ),
  ];
}

function refused([name, route, url]: Refused, status: number, code: string): ApiCall {
  return { name, route, method: 'GET', url, status, code };
}

const ofManyDays = [
  ['getRhythm', 'rhythm'],
  ['getTypicalDay', 'typical-day'],
  ['getDistribution', 'distribution'],
  ['getTrends', 'trends'],
  ['getCalendar', 'calendar'],
] as const;

function turnedRound({ users, start, end, startDate, endDate }: ApiWorld): Refused[] {
  const user = `/api/users/${users[0]}`;
  const backwards = `start=${end}&end=${start}`;
  const backwardDays = `start=${endDate}&end=${startDate}`;
  return [
    ['an end before its start', 'getHeartRate', `${user}/heart-rate?${backwards}`],
    ['an end that is its start', 'getHeartRate', `${user}/heart-rate?start=${start}&end=${start}`],
    ['an export that ends before it starts', 'getExport', `${user}/export?${backwards}`],
    [
      'an end before its start, for several',
      'getHeartRates',
      `/api/heart-rate?${backwards}&users=${users}`,
    ],
    ['a summary that ends before it starts', 'getSummary', `${user}/summary?${backwardDays}`],
    ...ofManyDays.map(
      ([name, path]): Refused => [
        `${name} that ends before it starts`,
        name,
        `${user}/${path}?${backwardDays}`,
      ],
    ),
  ];
}

function ofTooManyDays({ users }: ApiWorld): Refused[] {
  const user = `/api/users/${users[0]}`;
  return [
    ...ofManyDays.map(([name, path]): Refused => {
      const by = name === 'getTrends' ? 'by=day&' : '';
      const ofTwoYears = name === 'getRhythm' || name === 'getTrends';
      const start = ofTwoYears ? '2023-01-01' : '1950-01-01';
      return [
        `${name} of more days than it takes`,
        name,
        `${user}/${path}?${by}start=${start}&end=2025-12-31`,
      ];
    }),
    [
      'getTrends by month of more than forty years',
      'getTrends',
      `${user}/trends?by=month&start=1950-01-01&end=2025-12-31`,
    ],
  ];
}

function inMinutes({ users }: ApiWorld): Refused[] {
  const years = 'start=2000-01-01T00:00:00Z&end=2026-01-01T00:00:00Z&resolution=1m';
  return [
    ['26 years in minutes', 'getHeartRate', `/api/users/${users[0]}/heart-rate?${years}`],
    [
      '26 years in minutes, for several',
      'getHeartRates',
      `/api/heart-rate?${years}&users=${users}`,
    ],
  ];
}

function ofWrongUsers({ start, end }: ApiWorld): Refused[] {
  const day = `/api/heart-rate?start=${start}&end=${end}`;
  const many = Array.from({ length: 25 }, (_, index) => `u${index}`).join();
  return [
    ['more users than one answer holds', 'getHeartRates', `${day}&users=${many}`],
    ['no user between commas', 'getHeartRates', `${day}&users=,,`],
  ];
}
