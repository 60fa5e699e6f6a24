/** Calls of the routes that put a user's sources in order and withdraw one. */
import type { RouteName } from '#lib/contract/routes.ts';
import { type ApiCall, type ApiWorld, json } from './call.ts';

/** Routes that need a body that says something: each has a call of its own. */
export const ofSources = new Set<RouteName>(['setSourceOrder', 'withdrawSource']);

/** A body that these routes take. */
export function sourceBodyOf(name: RouteName) {
  const bodies: Partial<Record<RouteName, object>> = {
    setSourceOrder: { order: ['synthetic'] },
    withdrawSource: { source: 'synthetic', confirm: 'synthetic' },
  };
  const body = bodies[name];
  return body ? { headers: json, body: JSON.stringify(body) } : null;
}

function call(name: string, route: RouteName, user: string, body: object, status = 202): ApiCall {
  const isOrder = route === 'setSourceOrder';
  return {
    name,
    route,
    method: isOrder ? 'PUT' : 'POST',
    url: `/api/users/${user}/sources${isOrder ? '' : '/withdraw'}`,
    headers: json,
    body: JSON.stringify(body),
    status,
  };
}

/** @param newcomer somebody who was added by the calls before, and has a source to lose. */
export function sourceCalls(world: ApiWorld, newcomer: string): ApiCall[] {
  const google = { source: 'google-health', confirm: 'google-health' };
  return [
    call('the order that stands', 'setSourceOrder', world.users[0], { order: ['synthetic'] }),
    call('a source no more', 'withdrawSource', newcomer, google),
  ];
}

export function badSources(world: ApiWorld): ApiCall[] {
  const [user] = world.users;
  const order = (name: string, body: object, status: number, code: string): ApiCall => ({
    ...call(`an order with ${name}`, 'setSourceOrder', user, body, status),
    code,
  });
  const withdrawal = (name: string, body: object, status: number, code: string): ApiCall => ({
    ...call(`a withdrawal with ${name}`, 'withdrawSource', user, body, status),
    code,
  });
  return [
    order('no source', { order: [] }, 400, 'INVALID_INPUT'),
    order('no order', {}, 400, 'INVALID_INPUT'),
    order('one text', { order: 'synthetic' }, 400, 'INVALID_INPUT'),
    order('a source twice', { order: ['synthetic', 'synthetic'] }, 400, 'INVALID_INPUT'),
    order('a strange source', { order: ['fit', 'synthetic'] }, 422, 'SOURCE_NOT_FOUND'),
    order('an unknown field', { order: ['synthetic'], force: true }, 400, 'INVALID_INPUT'),
    withdrawal('nothing', {}, 400, 'INVALID_INPUT'),
    withdrawal('another word', { source: 'synthetic', confirm: 'yes' }, 400, 'INVALID_INPUT'),
    withdrawal('no confirmation', { source: 'synthetic' }, 400, 'INVALID_INPUT'),
    withdrawal('a strange source', { source: 'fit', confirm: 'fit' }, 422, 'SOURCE_NOT_FOUND'),
  ];
}
