import { describe, expect, it } from 'vitest';
import type { OverviewUser } from '#lib/contract/overview.ts';
import { overviewAddress } from './overviewAddress.ts';
import { overviewPage, overviewParameters, usersPerPage } from './overviewList.ts';

function user(id: string, values: Partial<OverviewUser> = {}): OverviewUser {
  return {
    id,
    name: id,
    timeZone: 'UTC',
    source: 'synthetic',
    sources: ['synthetic'],
    firstSample: null,
    lastSample: null,
    sampleCount: 0,
    day: null,
    shape: { t: [], avg: [], min: [], max: [] },
    restingHeartRate: null,
    restingHeartRateMethod: null,
    restingHeartRateDate: null,
    lastRun: null,
    connection: null,
    ...values,
  };
}
const parameters = overviewParameters.parse({});
const ids = (users: OverviewUser[]) => users.map(({ id }) => id);

describe('the overview', () => {
  it('sorts names as people count', () => {
    const users = [user('user10'), user('user2'), user('User1')];
    expect(ids(overviewPage(users, parameters).shown)).toEqual(['User1', 'user2', 'user10']);
  });

  it('puts those without a value last', () => {
    const users = [user('a'), user('b', { lastSample: 1 }), user('c', { lastSample: 2 })];
    const { shown } = overviewPage(users, { ...parameters, sort: 'last' });
    expect(ids(shown)).toEqual(['c', 'b', 'a']);
  });

  it('finds by name, identifier or source, in any case', () => {
    const users = [
      user('a', { name: 'Ada' }),
      user('b', { name: 'Grace', sources: ['synthetic', 'file'] }),
    ];
    expect(ids(overviewPage(users, { ...parameters, q: 'ADA' }).shown)).toEqual(['a']);
    expect(ids(overviewPage(users, { ...parameters, q: 'file' }).shown)).toEqual(['b']);
    expect(overviewPage(users, { ...parameters, q: 'nobody' }).matching).toBe(0);
  });

  it('pages a thousand users, and never shows a page that does not exist', () => {
    const users = Array.from({ length: 1_000 }, (_, index) => user(`user${index + 1}`));
    const last = overviewPage(users, { ...parameters, page: 99 });
    expect(last.page).toBe(Math.ceil(1_000 / usersPerPage));
    expect(last.shown.at(-1)?.id).toBe('user1000');
  });

  it('keeps its view in the address, without what goes without saying', () => {
    expect(overviewAddress(parameters, {})).toBe('/');
    expect(overviewAddress(parameters, { q: 'a b', sort: 'resting', page: 2 })).toBe(
      '/?q=a+b&sort=resting&page=2',
    );
    expect(overviewParameters.parse({ sort: 'nonsense', page: '-3' })).toEqual(parameters);
  });
});
