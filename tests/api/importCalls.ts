/** Calls of the routes of imports, besides those that need no body. */
import type { RouteName } from '#lib/contract/routes.ts';
import { type ApiCall, type ApiWorld, json, sqlish } from './call.ts';

/** Routes that need a body, or that end what others need: each has a call of its own. */
export const ofImports = new Set<RouteName>(['chooseColumns', 'startImport', 'cancelImport']);

/** A body that a route takes, where it takes one that must say something. */
export function importBodyOf(
  name: RouteName,
): { headers: Record<string, string>; body: string } | null {
  if (name === 'chooseColumns') return sent({ file: 1, columns: { time: [0], value: 1 } });
  return name === 'startImport' ? sent({ people: [{ user: 'user1' }] }) : null;
}

function sent(body: object) {
  return { headers: json, body: JSON.stringify(body) };
}

export function importCalls({ imports }: ApiWorld): ApiCall[] {
  const { open, file, checked, newUser } = imports;
  const call = (name: string, route: RouteName, path: string, body: object, status = 200) => ({
    name,
    route,
    method: 'POST',
    url: `/api/imports/${path}`,
    ...sent(body),
    status,
  });
  const people = [{ user: newUser, create: true, timeZone: 'Asia/Kolkata' }];
  return [
    call('columns that are chosen', 'chooseColumns', `${open}/columns`, {
      file,
      columns: { time: [0], value: 1, notation: 'day-first', hasHeader: false },
    }),
    call('columns that the header tells', 'chooseColumns', `${open}/columns`, {
      file,
      columns: null,
    }),
    call('columns of a day’s resting heart rate', 'chooseColumns', `${open}/columns`, {
      file,
      columns: { time: [0], value: 1, isDaily: true },
    }),
    call('dates that are day first', 'chooseColumns', `${open}/columns`, {
      file,
      columns: null,
      dates: 'day-first',
    }),
    call('the start of an import', 'startImport', `${checked}/start`, { people }, 202),
    call('the cancelling of an import', 'cancelImport', `${open}/cancel`, {}),
    call('the cancelling of one that is cancelled', 'cancelImport', `${open}/cancel`, {}),
    {
      name: 'imports before a cursor',
      route: 'getImports',
      method: 'GET',
      url: '/api/imports?cursor=1&limit=1',
      status: 200,
    },
  ];
}

export function badImports({ imports, users }: ApiWorld): ApiCall[] {
  const call = (
    name: string,
    route: RouteName,
    path: string,
    body: object,
    [status, code]: [number, string] = [400, 'INVALID_INPUT'],
  ): ApiCall => ({
    name: `${route} with ${name}`,
    route,
    method: 'POST',
    url: `/api/imports/${path}`,
    ...sent(body),
    status,
    code,
  });
  const start = (name: string, people: unknown, refusal?: [number, string]) =>
    call(name, 'startImport', `${imports.unstarted}/start`, { people }, refusal);
  const choose = (name: string, body: object) =>
    call(name, 'chooseColumns', `${imports.unstarted}/columns`, body);
  const zone = 'Europe/London';
  return [
    { ...call('a name', 'createImport', '', { name: 'mine' }), url: '/api/imports' },
    start('nobody', []),
    start('a hostile user', [{ user: sqlish, timeZone: zone }]),
    start('a zone that is none', [{ user: users[0], timeZone: 'Mars/Olympus' }]),
    start('two people where there is one', [{ user: users[0] }, { user: users[1] }]),
    start('a name that is not in the files', [{ name: 'somebody else', user: users[0] }]),
    start('a new user without a zone', [{ user: 'nobody-yet', create: true }]),
    start('a user who is not there', [{ user: 'nobody' }], [404, 'USER_NOT_FOUND']),
    start(
      'a user who is there already',
      [{ user: users[0], create: true, timeZone: zone }],
      [409, 'USER_EXISTS'],
    ),
    call('no file', 'startImport', `${imports.empty}/start`, { people: [{ user: users[0] }] }, [
      409,
      'IMPORT_STATE',
    ]),
    choose('no time', { file: imports.file, columns: { time: [], value: 1 } }),
    choose('a column before the first', { file: imports.file, columns: { time: [-1], value: 1 } }),
    choose('a notation that is none', {
      file: imports.file,
      columns: { time: [0], value: 1, notation: 'roman' },
    }),
    choose('days that are none', {
      file: imports.file,
      columns: { time: [0], value: 1, isDaily: 'yes' },
    }),
    choose('dates in an order that is none', {
      file: imports.file,
      columns: null,
      dates: 'year-first',
    }),
    choose('a file of another import', { file: 999_999_999, columns: null }),
  ];
}
