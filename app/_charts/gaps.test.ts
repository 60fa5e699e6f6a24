import { describe, expect, it } from 'vitest';
import type { BucketedHeartRate, RawHeartRateAnswer } from '#lib/contract/heartRate.ts';
import { gapsOf, gapThreshold, segmentsOf } from './gaps.ts';
import { readingAt, statisticsOf } from './reading.ts';
import { bandShapes, loneSamples, meanLine } from './shapes.ts';

const minute = 60_000;
const start = Date.parse('2026-06-01T00:00:00Z');
const head = {
  userId: 'user1',
  timeZone: 'UTC',
  start,
  end: start + 86_400_000,
  unit: 'bpm',
} as const;

function minutes(...at: number[]): BucketedHeartRate {
  return {
    ...head,
    resolution: '1m',
    t: at.map((number) => start + number * minute),
    avg: at.map((number) => 70 + number),
    min: at.map((number) => 60 + number),
    max: at.map((number) => 80 + number),
    count: at.map(() => 12),
  };
}

function samples(...atSeconds: number[]): RawHeartRateAnswer {
  return {
    ...head,
    resolution: 'raw',
    t: atSeconds.map((seconds) => start + seconds * 1_000),
    value: atSeconds.map((_, index) => 60 + index),
  };
}

describe('gaps', () => {
  it('begin where a bucket is missing', () => {
    const answer = minutes(0, 1, 2, 4, 5);
    expect(segmentsOf(answer)).toEqual([
      { from: 0, to: 3 },
      { from: 3, to: 5 },
    ]);
    expect(gapsOf(answer)).toEqual([{ start: start + 3 * minute, end: start + 4 * minute }]);
  });

  it('put a null between the segments of the line, and none elsewhere', () => {
    const line = meanLine(minutes(0, 1, 4, 5));
    expect(line.filter((point) => point === null)).toHaveLength(1);
    const cut = line.indexOf(null);
    expect(line[cut - 1]).toEqual([start + 2 * minute, 71]);
    expect(line[cut + 1]).toEqual([start + 4 * minute, 74]);
  });

  it('split the band into shapes that do not touch', () => {
    const shapes = bandShapes(minutes(0, 1, 4));
    expect(shapes).toHaveLength(2);
    expect(shapes[0]?.upper.at(-1)?.[0]).toBe(start + 2 * minute);
    expect(shapes[1]?.upper[0]?.[0]).toBe(start + 4 * minute);
  });

  it('leave a lone bucket visible, as wide as it is', () => {
    expect(meanLine(minutes(7))).toEqual([
      [start + 7 * minute, 77],
      [start + 7.5 * minute, 77],
      [start + 8 * minute, 77],
    ]);
  });

  it('of samples are longer than five minutes, however dense the samples', () => {
    expect(gapThreshold(samples(0, 5, 10))).toBe(5 * minute);
    expect(segmentsOf(samples(0, 5, 10, 10 + 300))).toHaveLength(1);
    expect(segmentsOf(samples(0, 5, 10, 10 + 301))).toHaveLength(2);
  });

  it('of sparse samples are longer than three times their usual spacing', () => {
    const sparse = samples(0, 600, 1_200, 1_800, 5_400);
    expect(gapThreshold(sparse)).toBe(30 * minute);
    expect(segmentsOf(sparse)).toHaveLength(2);
    expect(loneSamples(sparse)).toEqual([[start + 5_400_000, 64]]);
  });

  it('of days are missing days, not the 25 hours of a clock change', () => {
    const t = ['2026-10-24', '2026-10-25', '2026-10-26', '2026-10-28'];
    const answer: BucketedHeartRate = {
      ...minutes(0, 1, 2, 3),
      timeZone: 'Europe/London',
      resolution: '1d',
      t: t.map((date) => Date.parse(`${date}T00:00:00${date > '2026-10-25' ? 'Z' : '+01:00'}`)),
    };
    expect(segmentsOf(answer).map(({ from, to }) => to - from)).toEqual([3, 1]);
    expect(gapsOf(answer)).toEqual([
      { start: Date.parse('2026-10-27T00:00:00Z'), end: Date.parse('2026-10-28T00:00:00Z') },
    ]);
  });

  it('of an empty answer are none', () => {
    expect(segmentsOf(minutes())).toEqual([]);
    expect(meanLine(samples())).toEqual([]);
    expect(bandShapes(minutes())).toEqual([]);
  });
});

describe('reading', () => {
  it('tells a gap from a point', () => {
    const answer = minutes(0, 1, 10);
    expect(readingAt(answer, start + 5 * minute, 1_000)).toMatchObject({ kind: 'gap' });
    expect(readingAt(answer, start + 90_000, 1_000)).toMatchObject({
      kind: 'point',
      point: { mean: 71, min: 61, max: 81, count: 12 },
    });
    expect(readingAt(answer, start + 60 * minute, 1_000)).toBeUndefined();
  });

  it('weighs the mean by the samples behind it', () => {
    const answer = { ...minutes(0, 1), avg: [60, 90], count: [2, 1] };
    expect(statisticsOf(answer, head)).toEqual({ samples: 3, mean: 70, min: 60, max: 81 });
  });

  it('counts nothing outside the window', () => {
    const view = { start: start + 2_000, end: start + 11_000 };
    expect(statisticsOf(samples(0, 5, 10, 15), view)).toMatchObject({ samples: 2, min: 61 });
  });
});
