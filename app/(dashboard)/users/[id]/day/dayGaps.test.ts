import { describe, expect, it } from 'vitest';
import type { BucketedHeartRate } from '#lib/contract/heartRate.ts';
import { dayGaps } from './dayGaps.ts';

const minute = 60_000;
const known = {
  start: Date.parse('2026-06-01T00:00:00Z'),
  end: Date.parse('2026-06-01T12:00:00Z'),
};

function withMinutes(...at: number[]): BucketedHeartRate {
  const t = at.map((number) => known.start + number * minute);
  const flat = t.map(() => 60);
  return {
    userId: 'user1',
    timeZone: 'UTC',
    ...known,
    unit: 'bpm',
    resolution: '1m',
    ...{ t, avg: flat, min: flat, max: flat, count: flat },
  };
}

function minutesOf(answer: BucketedHeartRate) {
  return dayGaps(answer, known).map((gap) =>
    [gap.start, gap.end].map((at) => (at - known.start) / minute),
  );
}

describe('the gaps of a day', () => {
  it('begin with the day and end with what has passed of it', () => {
    const worn = Array.from({ length: 60 }, (_, n) => 30 + n);
    expect(minutesOf(withMinutes(...worn))).toEqual([
      [0, 30],
      [90, 720],
    ]);
  });

  it('are all that has passed where there is nothing', () => {
    expect(minutesOf(withMinutes())).toEqual([[0, 720]]);
  });

  it('are none of a few minutes at its ends', () => {
    const worn = Array.from({ length: 712 }, (_, n) => 4 + n);
    expect(minutesOf(withMinutes(...worn))).toEqual([]);
  });
});
