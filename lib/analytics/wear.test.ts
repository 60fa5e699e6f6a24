import { describe, expect, it } from 'vitest';
import { wearOf } from './wear.ts';

const minute = 60_000;
const minutes = (...numbers: number[]) => numbers.map((number) => number * minute);

describe('wear', () => {
  it('counts minutes with samples, and calls fifteen minutes without any a gap', () => {
    const stretch = { start: 0, end: 40 * minute };
    expect(wearOf(minutes(0, 1, 16, 32, 39), stretch)).toEqual({
      validMinutes: 5,
      gaps: [{ start: 17 * minute, end: 32 * minute }],
    });
  });

  it('sees the gaps at both ends of the stretch', () => {
    const stretch = { start: 0, end: 60 * minute };
    expect(wearOf(minutes(20), stretch).gaps).toEqual([
      { start: 0, end: 20 * minute },
      { start: 21 * minute, end: 60 * minute },
    ]);
  });

  it('is one gap where nothing was worn, and none where there was no time for one', () => {
    expect(wearOf([], { start: 0, end: 60 * minute })).toEqual({
      validMinutes: 0,
      gaps: [{ start: 0, end: 60 * minute }],
    });
    expect(wearOf([], { start: 0, end: 5 * minute }).gaps).toEqual([]);
  });

  it('leaves out what lies outside of the stretch', () => {
    const stretch = { start: 10 * minute, end: 20 * minute };
    expect(wearOf(minutes(9, 10, 20), stretch)).toEqual({ validMinutes: 1, gaps: [] });
  });
});
