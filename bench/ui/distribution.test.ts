import { describe, expect, it } from 'vitest';
import { distributionOf, histogram } from './distribution.ts';

describe('a distribution', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);

  it('names its ends and its percentiles', () => {
    expect(distributionOf(hundred)).toEqual({
      count: 100,
      min: 1,
      p50: 50,
      p75: 75,
      p95: 95,
      max: 100,
    });
  });

  it('is one number five times where there is one time', () => {
    expect(distributionOf([7])).toEqual({ count: 1, min: 7, p50: 7, p75: 7, p95: 7, max: 7 });
  });

  it('counts every time in one bar', () => {
    const counts = histogram([5, 10, 11, 400], [10, 50]).match(/ms +(\d+)/g);
    expect(counts?.map((text) => Number(text.replace(/\D+/, '')))).toEqual([1, 2, 1]);
  });
});
