/** Paths that must be refused: names that are none, methods a route has not, routes there are not. */
import type { DocumentedRoute } from '#lib/contract/route.ts';
import type { RouteName } from '#lib/contract/routes.ts';
import { bodyOf } from './annotationCalls.ts';
import { type ApiCall, type ApiWorld, address, hugeText, queryOf, sqlish, table } from './call.ts';
import { importBodyOf } from './importCalls.ts';
import { sourceBodyOf } from './sourceCalls.ts';

const badNames = [sqlish, '../../etc/passwd', 'a b', 'ä', '\u0000', '{id}', 'x'.repeat(65)];
const badNumbers = [
  ...['0', '-1', '1.5', 'NaN', 'latest', '99999999999999999999', '1;select 1', '\u0000', '{id}'],
];
const notFound: Record<string, string> = { annotation: 'ANNOTATION_NOT_FOUND' };

export function badPaths(name: RouteName, route: DocumentedRoute, world: ApiWorld): ApiCall[] {
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

export function wrongMethods(name: RouteName, route: DocumentedRoute, world: ApiWorld): ApiCall[] {
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

export function unknownRoutes(): ApiCall[] {
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
