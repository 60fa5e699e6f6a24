import { expect, it } from 'vitest';
import { trendsInAddress } from './trendsAddress.ts';

const days = { first: '2014-01-01', last: '2023-12-31' };

it('trends are by day, week or month as their days are many, unless the address says', () => {
  const by = (start: string, asked?: string) =>
    trendsInAddress({ start, end: days.last, by: asked }, days).by;
  expect(by('2023-12-01')).toBe('day');
  expect(by('2021-01-01')).toBe('week');
  expect(by('2014-01-01')).toBe('month');
  expect(by('2014-01-01', 'week')).toBe('week');
});

it('points a day are those of two years at the most', () => {
  expect(trendsInAddress({ ...span('2014-01-01'), by: 'day' }, days).by).toBe('week');
  expect(trendsInAddress({ ...span('2023-01-01'), by: 'day' }, days).by).toBe('day');
});

function span(start: string) {
  return { start, end: days.last };
}
