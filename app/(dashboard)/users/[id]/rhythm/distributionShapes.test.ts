import { describe, expect, it } from 'vitest';
import { distributionShapes, shareWords } from './distributionShapes.ts';

const head = {
  userId: 'a',
  timeZone: 'UTC',
  start: '2026-03-01',
  end: '2026-03-07',
  unit: 'bpm' as const,
};

describe('a distribution', () => {
  it('has a bar for every heart rate that any minute had, at its place', () => {
    const shapes = distributionShapes({
      ...{ ...head, minutes: 4, q1: 60, median: 61, q3: 70 },
      ...{ bpm: [60, 61, 79], count: [1, 2, 1] },
    });
    expect(shapes).toMatchObject({ from: 60, places: 20 });
    expect(shapes.bars.match(/M/g)).toHaveLength(3);
    expect(shapes.xTicks.map(({ label }) => label)).toEqual(['60', '70']);
    expect(shapes.yTicks.map(({ label }) => label)).toEqual(['0%', '25%', '50%']);
  });

  it('is empty without minutes, and still has its axes', () => {
    const shapes = distributionShapes({
      ...{ ...head, minutes: 0, q1: null, median: null, q3: null },
      ...{ bpm: [], count: [] },
    });
    expect(shapes.bars).toBe('');
    expect(shapes.xTicks.length).toBeGreaterThan(2);
  });

  it('tells small shares with a digit more', () => {
    expect([shareWords(1, 40), shareWords(1, 4), shareWords(0, 0)]).toEqual(['2.5%', '25%', '0%']);
  });
});
