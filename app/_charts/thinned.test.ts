import { describe, expect, it } from 'vitest';
import type { XY } from './shapes.ts';
import { thinned } from './thinned.ts';

describe('a line with more points than pixels', () => {
  const points = Array.from({ length: 21_600 }, (_, index): XY => [index / 18, (index * 37) % 101]);
  points[12_345] = [12_345 / 18, -500];

  it('is drawn with far fewer, its ends and its one peak among them', () => {
    const kept = thinned(points);
    expect(kept.length).toBeLessThan(10_000);
    expect(kept[0]).toEqual(points[0]);
    expect(kept.at(-1)).toEqual(points.at(-1));
    expect(kept).toContainEqual([12_345 / 18, -500]);
  });

  it('covers in every column of pixels what it covered', () => {
    const reach = (line: XY[], column: number) => {
      const ys = line.flatMap(([x, y]) => (Math.floor(x * 2) === column ? [y] : []));
      return [Math.min(...ys), Math.max(...ys)];
    };
    const kept = thinned(points);
    for (let column = 0; column < 2_400; column += 97)
      expect(reach(kept, column)).toEqual(reach(points, column));
  });

  it('is left as it is where it fits', () => {
    const few = points.filter((_, index) => index % 20 === 0);
    expect(thinned(few)).toBe(few);
  });
});
