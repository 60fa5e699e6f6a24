/** Queries that every route must refuse: unknown, doubled, missing, huge and unreadable parameters. */
import type { DocumentedRoute } from '#lib/contract/route.ts';
import type { RouteName } from '#lib/contract/routes.ts';
import { type ApiCall, type ApiWorld, address, hugeText, queryOf, sqlish } from './call.ts';

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

export function badQueries(name: RouteName, route: DocumentedRoute, world: ApiWorld): ApiCall[] {
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

function kindOf(route: DocumentedRoute, name: string): keyof typeof badValues {
  const isDate = /\/(summary|rhythm|typical-day|distribution|trends|coverage|calendar)$/.test(
    route.path,
  );
  return kinds[name] ?? (isDate ? 'date' : 'instant');
}
