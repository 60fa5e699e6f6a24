import { describe, expect, it } from 'vitest';
import { lowest30MinuteMean, type Minute, statisticsOfDay } from './dayStatistics.ts';

const day = {
  date: '2026-03-14',
  startMs: Date.parse('2026-03-14T00:00:00Z'),
  endMs: Date.parse('2026-03-15T00:00:00Z'),
};

/** Minutes of the day `[from, to)` that all have this mean. */
function minutes(from: number, to: number, bpm: number): Minute[] {
  return Array.from({ length: to - from }, (_, i) => ({
    startMs: day.startMs + (from + i) * 60_000,
    sum: bpm * 4,
    count: 4,
    min: bpm,
    max: bpm,
  }));
}

describe('the lowest 30-minute mean', () => {
  it('is that of the quietest half hour', () => {
    const quiet = [...minutes(100, 200, 80), ...minutes(200, 230, 52), ...minutes(230, 300, 75)];
    expect(lowest30MinuteMean(quiet, day)).toBe(52);
  });

  it('wants 24 of the 30 minutes', () => {
    expect(lowest30MinuteMean(minutes(100, 123, 50), day)).toBeNull();
    expect(lowest30MinuteMean(minutes(100, 124, 50), day)).toBe(50);
  });

  it('weighs minutes alike, however many samples they have', () => {
    const dense = minutes(115, 116, 90).map((minute) => ({ ...minute, sum: 90 * 60, count: 60 }));
    const half = [...minutes(100, 115, 60), ...dense, ...minutes(116, 130, 60)];
    expect(lowest30MinuteMean(half, day)).toBe(61);
  });

  it('may end in a gap', () => {
    const beforeGap = [...minutes(100, 110, 100), ...minutes(110, 134, 50)];
    expect(lowest30MinuteMean(beforeGap, day)).toBe(50);
  });

  it('may begin in a gap', () => {
    const afterGap = [...minutes(110, 134, 50), ...minutes(134, 150, 100)];
    expect(lowest30MinuteMean(afterGap, day)).toBe(50);
  });

  it('lies within the day', () => {
    const atMidnight = [...minutes(0, 24, 50), ...minutes(24, 40, 110)];
    expect(lowest30MinuteMean(atMidnight, day)).toBe(62);
    const beforeMidnight = [...minutes(1400, 1416, 110), ...minutes(1416, 1440, 50)];
    expect(lowest30MinuteMean(beforeMidnight, day)).toBe(62);
  });
});

describe('the statistics of a day', () => {
  it('count samples, sum, least, greatest and the minutes that have any', () => {
    const seconds = [0, 5, 59, 60, 3600];
    const t = Float64Array.from(seconds, (second) => day.startMs + second * 1000);
    const value = Int16Array.of(60, 70, 80, 50, 65);
    expect(statisticsOfDay({ ...day, t, value })).toEqual({
      count: 5,
      sum: 325,
      min: 50,
      max: 80,
      minutesWithData: 3,
      lowest30MinuteMean: null,
    });
  });
});
