import { describe, expect, it } from 'vitest';
import { dateInAddress } from './dataDays.ts';

const days = { first: '2026-03-01', last: '2026-03-31' };

describe('the date of an address', () => {
  it('is taken as it stands between the first and the last day', () => {
    expect(dateInAddress('2026-03-29', days)).toBe('2026-03-29');
  });

  it('is moved to the nearest day that has data around it', () => {
    expect(dateInAddress('2020-01-01', days)).toBe('2026-03-01');
    expect(dateInAddress('2026-04-01', days)).toBe('2026-03-31');
  });

  it('is the last day where there is none, or none that a calendar has', () => {
    for (const text of [undefined, '', '2026-02-30', 'today', ['2026-03-01']])
      expect(dateInAddress(text, days)).toBe('2026-03-31');
  });
});
