import { describe, expect, it } from 'vitest';
import { heatBounds, heatLevel, heatLevels } from './heatScale.ts';

describe('the scale of heat', () => {
  it('has round bounds over the middle of the values', () => {
    const values = Array.from({ length: 101 }, (_, index) => 60 + index / 5);
    expect(heatBounds(values)).toEqual([64, 68, 72, 76, 80]);
  });

  it('is not stretched by a single day that is unlike all others', () => {
    const calm = Array.from({ length: 100 }, (_, index) => 60 + (index % 5));
    expect(heatBounds([...calm, 180])).toEqual(heatBounds(calm));
  });

  it('puts a value on a bound into the level above it, and leaves the ends open', () => {
    const bounds = [50, 60, 70, 80, 90];
    expect([10, 50, 89.9, 90, 300].map((value) => heatLevel(value, bounds))).toEqual([
      0, 1, 4, 5, 5,
    ]);
    expect(heatLevel(300, bounds)).toBe(heatLevels - 1);
  });

  it('has bounds for one value, and none for no value', () => {
    expect(heatBounds([72])).toHaveLength(heatLevels - 1);
    expect(heatBounds([])).toEqual([]);
  });
});
