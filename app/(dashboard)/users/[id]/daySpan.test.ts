import { describe, expect, it } from 'vitest';
import { besideSpan, lastDays, lengthOf, spanInAddress } from './daySpan.ts';

const days = { first: '2024-01-01', last: '2026-03-31' };
const rules = { usual: 28, most: 365 };

describe('the days of an address', () => {
  it('are taken as they stand between the ends of the data', () => {
    const asked = spanInAddress('2026-02-01', '2026-02-10', days, rules);
    expect(asked).toEqual({ start: '2026-02-01', end: '2026-02-10' });
    expect(spanInAddress('2020-01-01', '2024-01-31', days, rules)).toEqual({
      start: '2024-01-01',
      end: '2024-01-31',
    });
  });

  it('are the usual ones where there are none that make sense', () => {
    for (const [start, end] of [
      [undefined, undefined],
      ['2026-02-01', undefined],
      ['2026-02-02', '2026-02-01'],
      ['yesterday', '2026-02-01'],
      ['2010-01-01', '2010-02-01'],
    ])
      expect(spanInAddress(start, end, days, rules)).toEqual({
        start: '2026-03-04',
        end: '2026-03-31',
      });
  });

  it('are never more than may be asked for', () => {
    expect(lengthOf(spanInAddress('2024-01-01', '2026-03-31', days, rules))).toBe(365);
  });
});

describe('stepping', () => {
  it('goes on by the length, and stops at the ends with the length kept', () => {
    const span = { start: '2026-02-01', end: '2026-02-10' };
    expect(besideSpan(span, -1, days)).toEqual({ start: '2026-01-22', end: '2026-01-31' });
    expect(besideSpan({ start: '2024-01-05', end: '2024-01-14' }, -1, days)).toEqual({
      start: '2024-01-01',
      end: '2024-01-10',
    });
    expect(besideSpan({ start: '2026-03-20', end: '2026-03-29' }, 1, days)).toEqual(
      lastDays(10, days),
    );
  });
});
