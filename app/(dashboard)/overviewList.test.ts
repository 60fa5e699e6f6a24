import { describe, expect, it } from 'vitest';
import { sortUsers } from '#db/queries/findUsers.ts';
import type { User } from '#lib/contract/users.ts';
import { overviewAddress } from './overviewAddress.ts';
import { lastPageOf, overviewParameters, usersPerPage } from './overviewList.ts';

function user(id: string): User {
  return {
    id,
    name: id,
    timeZone: 'UTC',
    source: 'synthetic',
    sources: ['synthetic'],
    firstSample: null,
    lastSample: null,
    sampleCount: 0,
  };
}
const parameters = overviewParameters.parse({});
const ids = (users: User[]) => users.map(({ id }) => id);

describe('the overview', () => {
  it('sorts names as people count', () => {
    const users = [user('user10'), user('user2'), user('User1')];
    expect(ids(sortUsers(users, new Map(), 'name'))).toEqual(['User1', 'user2', 'user10']);
  });

  it('puts the newest first, the calmest heart first, and those without a value last', () => {
    const users = [user('a'), user('b'), user('c')];
    const values = new Map([
      ['b', 1],
      ['c', 2],
    ]);
    expect(ids(sortUsers(users, values, 'last'))).toEqual(['c', 'b', 'a']);
    expect(ids(sortUsers(users, values, 'resting'))).toEqual(['b', 'c', 'a']);
  });

  it('has a last page, be there nobody', () => {
    expect([0, 1, usersPerPage, usersPerPage + 1].map(lastPageOf)).toEqual([1, 1, 1, 2]);
  });

  it('keeps its view in the address, without what goes without saying', () => {
    expect(overviewAddress(parameters, {})).toBe('/');
    expect(overviewAddress(parameters, { q: 'a b', sort: 'resting', page: 2 })).toBe(
      '/?q=a+b&sort=resting&page=2',
    );
    expect(overviewParameters.parse({ sort: 'nonsense', page: '-3' })).toEqual(parameters);
  });
});
