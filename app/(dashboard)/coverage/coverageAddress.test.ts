import { describe, expect, it } from 'vitest';
import { coverageAddress, firstDayOf, parseCoverageView } from './coverageAddress.ts';

const today = '2026-05-20';

describe('the address of everybody’s coverage', () => {
  it('says nothing where nothing was chosen', () => {
    expect(coverageAddress(parseCoverageView({}, today), today)).toBe('/coverage');
  });

  it('is read as it was written', () => {
    const parameters = {
      end: '2026-05-01',
      span: '14',
      q: 'ada',
      state: 'failed',
      sort: 'synced',
      page: '3',
    };
    const view = parseCoverageView(parameters, today);
    const address = coverageAddress(view, today, { page: 3 });
    const query = new URL(address, 'http://heartline.test').searchParams;
    expect(Object.fromEntries(query)).toEqual(parameters);
  });

  it('leaves out what makes no sense', () => {
    const view = parseCoverageView(
      {
        end: '2026-13-01',
        span: '1000',
        state: 'lost',
        sort: 'constructor',
        page: '-1',
        q: ['a', 'b'],
      },
      today,
    );
    expect(view).toEqual({ end: today, span: 30, q: '', state: undefined, sort: 'id', page: 1 });
  });

  it('shows as many days as it says, the last one included', () => {
    expect(firstDayOf({ end: '2026-05-20', span: 14 })).toBe('2026-05-07');
  });
});
