import { describe, expect, it } from 'vitest';
import { differenceOf, type Samples } from './difference.ts';

const samples = (...pairs: [t: number, value: number][]): Samples => ({
  t: Float64Array.from(pairs, ([t]) => t),
  value: Int16Array.from(pairs, ([, value]) => value),
});

describe('differenceOf', () => {
  it('adds everything where nothing stands', () => {
    const incoming = samples([1, 60], [2, 61]);
    const difference = differenceOf(incoming, samples());
    expect(difference.added).toEqual(incoming);
    expect(difference.afterwards).toEqual(incoming);
    expect(difference.unchanged).toBe(0);
  });

  it('finds nothing to do where the same stands', () => {
    const difference = differenceOf(samples([1, 60], [2, 61]), samples([1, 60], [2, 61]));
    expect(difference.added.t).toHaveLength(0);
    expect(difference.changed.t).toHaveLength(0);
    expect(difference.unchanged).toBe(2);
  });

  it('tells what is added from what is changed and leaves what does not come in again', () => {
    const difference = differenceOf(
      samples([2, 60], [3, 75], [5, 62]),
      samples([1, 59], [2, 60], [3, 61], [4, 58], [6, 57]),
    );
    expect(difference).toEqual({
      added: samples([5, 62]),
      changed: samples([3, 75]),
      unchanged: 1,
      afterwards: samples([1, 59], [2, 60], [3, 75], [4, 58], [5, 62], [6, 57]),
    });
  });

  it('adds what lies wholly before or behind what stands', () => {
    const standing = samples([10, 60]);
    expect(differenceOf(samples([1, 50], [2, 51]), standing).afterwards).toEqual(
      samples([1, 50], [2, 51], [10, 60]),
    );
    expect(differenceOf(samples([11, 50]), standing).added).toEqual(samples([11, 50]));
  });

  it('takes an instant stored to the microsecond for another than the millisecond beside it', () => {
    const difference = differenceOf(samples([1000, 60]), samples([1000.5, 60]));
    expect(difference.added).toEqual(samples([1000, 60]));
    expect(difference.afterwards.t).toHaveLength(2);
  });
});
