import { describe, expect, it } from 'vitest';
import type { BucketedHeartRate, RawHeartRateAnswer } from '#lib/contract/heartRate.ts';
import { bucketWidths, gapsOf, segmentsOf } from './gaps.ts';
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
  it('begin where buckets are missing for five minutes', () => {
    expect(segmentsOf(minutes(0, 1, 2, 7, 8))).toHaveLength(1);
    const answer = minutes(0, 1, 2, 8, 9);
    expect(segmentsOf(answer)).toEqual([
      { from: 0, to: 3 },
      { from: 3, to: 5 },
    ]);
    expect(gapsOf(answer)).toEqual([{ start: start + 3 * minute, end: start + 8 * minute }]);
  });

  it('put a null between the segments of the line, and none elsewhere', () => {
    const line = meanLine(minutes(0, 1, 14, 15));
    expect(line.filter((point) => point === null)).toHaveLength(1);
    const cut = line.indexOf(null);
    expect(line[cut - 1]).toEqual([start + 2 * minute, 71]);
    expect(line[cut + 1]).toEqual([start + 14 * minute, 84]);
  });

  it('split the band into shapes that do not touch', () => {
    const shapes = bandShapes(minutes(0, 1, 14));
    expect(shapes).toHaveLength(2);
    expect(shapes[0]?.upper.at(-1)?.[0]).toBe(start + 2 * minute);
    expect(shapes[1]?.upper[0]?.[0]).toBe(start + 14 * minute);
  });

  it('leave a lone bucket visible, as wide as it is', () => {
    expect(meanLine(minutes(7))).toEqual([
      [start + 7 * minute, 77],
      [start + 7.5 * minute, 77],
      [start + 8 * minute, 77],
    ]);
  });

  it('of samples are longer than five minutes, however dense the samples', () => {
    expect(segmentsOf(samples(0, 5, 10, 10 + 300))).toHaveLength(1);
    expect(segmentsOf(samples(0, 5, 10, 10 + 301))).toHaveLength(2);
  });

  it('of sparse samples are longer than three times their usual spacing', () => {
    const sparse = samples(0, 600, 1_200, 1_800, 5_400);
    expect(segmentsOf(sparse)).toHaveLength(2);
    expect(loneSamples(sparse)).toEqual([[start + 5_400_000, 64]]);
  });

  it('are none of what lies apart by two samples alone and less than five minutes', () => {
    expect(segmentsOf(samples(0, 300))).toHaveLength(1);
    expect(segmentsOf(samples(0, 301))).toHaveLength(2);
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

/** From second `from` to second `to`, one every `seconds`, but for the stretches left out, in minutes. */
function measured(seconds: number, hours: number, ...holes: [number, number][]) {
  const at: number[] = [];
  for (let second = 0; second < hours * 3_600; second += seconds) {
    if (!holes.some(([from, to]) => second > from * 60 && second < to * 60)) at.push(second);
  }
  return samples(...at);
}

const levels = ['1m', '15m', '1h'] as const;

/** The same samples in the buckets of a level. */
function inBuckets(
  answer: RawHeartRateAnswer,
  resolution: (typeof levels)[number],
): BucketedHeartRate {
  const width = bucketWidths[resolution];
  const counts = new Map<number, number>();
  for (const at of answer.t) {
    const bucket = at - (at % width);
    counts.set(bucket, (counts.get(bucket) ?? 0) + 1);
  }
  const t = [...counts.keys()];
  const flat = t.map(() => 60);
  const count = [...counts.values()];
  return { ...head, resolution, t, avg: flat, min: flat, max: flat, count };
}

/** Gaps in whole minutes of the day. */
function minutesOf(answer: RawHeartRateAnswer | BucketedHeartRate) {
  return gapsOf(answer).map((gap) => [gap.start, gap.end].map((at) => (at - start) / minute));
}

describe('gaps at every level of the zoom', () => {
  // Planted gaps of 2, 4, 6, 20 and 40 minutes.
  const holes: [number, number][] = [
    [61, 63],
    [121, 125],
    [181, 187],
    [245, 265],
    [300, 340],
  ];

  it.each([1, 5, 15])('are those of 6, 20 and 40 minutes in samples of %i s', (seconds) => {
    const answer = measured(seconds, 8, ...holes);
    expect(minutesOf(answer)).toEqual(holes.slice(2));
  });

  it.each([1, 5, 15])('are the same in the minutes of samples of %i s', (seconds) => {
    const found = minutesOf(inBuckets(measured(seconds, 8, ...holes), '1m'));
    // A sample at the very start of a minute fills that minute.
    expect(found).toEqual([
      [182, 187],
      [246, 265],
      [301, 340],
    ]);
  });

  it('are those that whole quarter-hours lie in, and none that the samples have not', () => {
    const answer = measured(5, 8, ...holes);
    expect(minutesOf(inBuckets(answer, '15m'))).toEqual([[315, 330]]);
    expect(minutesOf(inBuckets(answer, '1h'))).toEqual([]);
  });

  it.each(['raw', ...levels] as const)(
    'are none at %s for a device that measures every five minutes',
    (level) => {
      // A little early or late, as devices are, and one measurement missed.
      const jittered = samples(
        ...Array.from({ length: 288 }, (_, n) => n * 300 + ((n * 37) % 50)).filter(
          (_, n) => n !== 100,
        ),
      );
      expect(gapsOf(level === 'raw' ? jittered : inBuckets(jittered, level))).toEqual([]);
    },
  );

  it('are found in sparse samples where three in a row are missing', () => {
    const answer = measured(300, 8, [120, 140]);
    expect(minutesOf(answer)).toEqual([[120, 140]]);
    expect(minutesOf(inBuckets(answer, '1m'))).toEqual([[121, 140]]);
    expect(minutesOf(inBuckets(answer, '15m'))).toEqual([]);
  });

  it('are judged by the spacing there, not by that of a workout in the same picture', () => {
    const rest = measured(300, 4).t.map((at) => (at - start) / 1_000);
    const workout = Array.from({ length: 720 }, (_, n) => 4 * 3_600 + n * 5);
    const after = rest.map((second) => second + 5 * 3_600);
    const answer = samples(...rest, ...workout, ...after.map((second, n) => second + (n % 7)));
    expect(gapsOf(answer)).toEqual([]);
    expect(gapsOf(inBuckets(answer, '1m'))).toEqual([]);
  });

  it('never vanish where one looks closer: every one of a level lies in one of the samples', () => {
    let seed = 7;
    const random = () => {
      seed = (seed * 16_807) % 2_147_483_647;
      return seed / 2_147_483_647;
    };
    const at: number[] = [];
    for (let second = 0; second < 2 * 86_400; ) {
      at.push(second);
      second += random() < 0.01 ? Math.floor(random() * 5_400) : 5;
    }
    const answer = samples(...at);
    const inSamples = gapsOf(answer);
    for (const level of levels) {
      const shown = gapsOf(inBuckets(answer, level));
      expect(shown.length).toBeGreaterThan(0);
      for (const gap of shown)
        expect(inSamples.some(({ start, end }) => start <= gap.start && end >= gap.end)).toBe(true);
    }
  });
});

describe('reading', () => {
  it('tells a gap from a point', () => {
    const answer = minutes(0, 1, 10, 11);
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
