/** Calls of the routes that make, change and delete annotations. */
import type { RouteName } from '#lib/contract/routes.ts';
import { type ApiCall, type ApiWorld, hugeText, json } from './call.ts';

/** Routes that need a body, or that take away what others need: each has a call of its own. */
export const ofAnnotations = new Set<RouteName>([
  'createAnnotation',
  'changeAnnotation',
  'deleteAnnotation',
]);

function run(world: ApiWorld) {
  return { kind: 'exercise', start: world.start, end: world.end, text: 'Easy run' };
}

/** A body that a route takes, where it takes one that must say something. */
export function bodyOf(name: RouteName): { headers: Record<string, string>; body: string } | null {
  if (name !== 'createAnnotation' && name !== 'changeAnnotation') return null;
  const body = { kind: 'note', start: '2026-03-29T07:00:00Z', text: 'x' };
  return { headers: json, body: JSON.stringify(body) };
}

export function annotationCalls(world: ApiWorld): ApiCall[] {
  const list = `/api/users/${world.users[0]}/annotations`;
  const one = `${list}/${world.annotation}`;
  const call = (
    name: string,
    route: RouteName,
    method: string,
    url: string,
    body?: object,
  ): ApiCall => ({
    name,
    route,
    method,
    url,
    ...(body && { headers: json, body: JSON.stringify(body) }),
    status: route === 'createAnnotation' ? 201 : 200,
  });
  const window = new URLSearchParams({ start: world.start, end: world.end });
  const moment = { kind: 'medication', start: world.start };
  const tale = { ...run(world), text: '早起き 🏃 '.repeat(250).slice(0, 2_000) };
  const both = `/api/annotations?users=${world.users}`;
  return [
    call('an annotation of a stretch', 'createAnnotation', 'POST', list, run(world)),
    call('an annotation of a moment', 'createAnnotation', 'POST', list, moment),
    call('an annotation as long as may be', 'createAnnotation', 'POST', list, tale),
    call('annotations in a window', 'getAnnotations', 'GET', `${list}?${window}`),
    call('annotations of a kind', 'getAnnotations', 'GET', `${list}?kind=exercise&limit=1`),
    call('annotations from a cursor on', 'getAnnotations', 'GET', `${list}?cursor=0_1`),
    call('annotations of two in a window', 'getAnnotationsOfUsers', 'GET', `${both}&${window}`),
    call('another annotation', 'changeAnnotation', 'PUT', one, moment),
    call('no annotation any more', 'deleteAnnotation', 'DELETE', one),
  ];
}

export function badAnnotations(world: ApiWorld): ApiCall[] {
  const good = run(world);
  const list = `/api/users/${world.users[0]}/annotations`;
  const refused = (name: string, body: string): ApiCall => ({
    name: `an annotation with ${name}`,
    route: 'createAnnotation',
    method: 'POST',
    url: list,
    headers: json,
    body,
    status: 400,
    code: 'INVALID_INPUT',
  });
  const foreign = { 'sec-fetch-site': 'cross-site' };
  return [
    refused('nothing in it', '{}'),
    refused('no kind there is', JSON.stringify({ ...good, kind: 'nap' })),
    refused('a kind in capitals', JSON.stringify({ ...good, kind: 'Exercise' })),
    refused('an end before its start', JSON.stringify({ ...good, end: '2000-01-01T00:00:00Z' })),
    refused('a start without an offset', JSON.stringify({ ...good, start: '2026-03-29T07:00' })),
    refused('a start as a number', JSON.stringify({ ...good, start: 1_774_767_600_000 })),
    refused(
      'a start far from all data',
      JSON.stringify({ ...good, start: '1850-01-01T00:00:00Z' }),
    ),
    refused('an end far from all data', JSON.stringify({ ...good, end: '2150-01-01T00:00:00Z' })),
    refused('2,001 characters', JSON.stringify({ ...good, text: 'x'.repeat(2_001) })),
    refused('a NUL', JSON.stringify({ ...good, text: 'a\u0000b' })),
    refused('a number as text', JSON.stringify({ ...good, text: 7 })),
    refused('a field of another', JSON.stringify({ ...good, userId: world.users[1] })),
    refused('a note that says nothing', JSON.stringify({ ...good, kind: 'note', text: '  ' })),
    { ...refused('100 kB', JSON.stringify({ ...good, text: hugeText })), ...tooLarge },
    {
      ...refused('another site behind it', JSON.stringify(good)),
      headers: { ...json, ...foreign },
      ...crossSite,
    },
    {
      name: 'a deletion asked by another site',
      route: 'deleteAnnotation',
      method: 'DELETE',
      url: `${list}/1`,
      headers: foreign,
      ...crossSite,
    },
    {
      name: 'annotations of an unknown user among known ones',
      route: 'getAnnotationsOfUsers',
      method: 'GET',
      url: `/api/annotations?users=${world.users[0]},nobody`,
      status: 404,
      code: 'USER_NOT_FOUND',
    },
    ...[list, `/api/annotations?users=${world.users}`].map((url): ApiCall => {
      const backwards = `start=${world.end}&end=${world.start}`;
      return {
        name: `annotations that end before they start, ${url}`,
        route: 'getAnnotations',
        method: 'GET',
        url: `${url}${url.includes('?') ? '&' : '?'}${backwards}`,
        status: 400,
        code: 'INVALID_INPUT',
      };
    }),
  ];
}

const tooLarge = { status: 413, code: 'PAYLOAD_TOO_LARGE' };
const crossSite = { status: 403, code: 'CROSS_SITE_REFUSED' };
