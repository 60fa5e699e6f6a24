import { describe, expect, it } from 'vitest';
import { drawingWidth } from '#app/_charts/plain/paths.ts';
import type { CoverageDay } from '#lib/contract/coverage.ts';
import type { HeartRateAnswer } from '#lib/contract/heartRate.ts';
import { localDay } from '#lib/time/timeZone.ts';
import { dayPicture, onClockOf } from './dayPicture.ts';

const timeZone = 'Europe/London';
const minute = 60_000;

/** A bucket every `minutes` of a local day, its value the number of buckets before it. */
function answerOf(date: string, resolution: '1m' | '15m', minutes: number): HeartRateAnswer {
  const { startMs, endMs } = localDay(date, timeZone);
  const count = (endMs - startMs) / (minutes * minute);
  const avg = Array.from({ length: count }, (_, index) => 60 + (index % 40));
  return {
    ...{ userId: 'a', timeZone, start: startMs, end: endMs, unit: 'bpm', resolution },
    t: avg.map((_, index) => startMs + index * minutes * minute),
    ...{ avg, min: avg, max: avg, count: avg.map(() => 12) },
  };
}

const bare = { gaps: [], zones: [], behind: [], annotations: [], ledger: [] };

function pictureOf(date: string) {
  const answer = answerOf(date, '1m', 1);
  return dayPicture({ answer, date, timeZone, ...bare });
}

const labelsOf = (date: string) =>
  pictureOf(date).xTicks.map(({ label, under }) => (under ? `${label} ${under}` : label));

describe('the picture of a day', () => {
  it('has 24 hours on the clock', () => {
    expect(labelsOf('2026-11-20')).toEqual([
      ...['00:00', '03:00', '06:00', '09:00', '12:00', '15:00', '18:00', '21:00'],
    ]);
  });

  it('has 25 hours where clocks go back, and tells from when on', () => {
    const { window } = pictureOf('2026-10-25');
    expect((window.end - window.start) / (60 * minute)).toBe(25);
    expect(labelsOf('2026-10-25')).toEqual([
      ...['00:00', '03:00 UTC', '06:00', '09:00', '12:00', '15:00', '18:00', '21:00'],
    ]);
  });

  it('has 23 hours where clocks go forward', () => {
    const { window, nights } = pictureOf('2026-03-29');
    expect((window.end - window.start) / (60 * minute)).toBe(23);
    // The night ends at 07:00 of the clock, six hours after midnight.
    expect(nights[0]?.width).toBeCloseTo((6 / 23) * 1_000, 3);
  });

  it('lifts the pen where a day is interrupted', () => {
    const whole = answerOf('2026-11-20', '1m', 1);
    if (whole.resolution === 'raw') throw new Error('Buckets were made.');
    const without = (column: number[]) => column.filter((_, index) => index < 300 || index > 400);
    const answer = {
      ...whole,
      t: without(whole.t),
      avg: without(whole.avg),
      min: without(whole.min),
      max: without(whole.max),
      count: without(whole.count),
    };
    const day = { date: '2026-11-20', timeZone, ...bare };
    expect(dayPicture({ answer, ...day }).line.match(/M/g)).toHaveLength(2);
  });
});

describe('a gap of a day', () => {
  it('has the ledger’s reasons at its foot, each as long as it holds', () => {
    const date = '2026-11-20';
    const { startMs } = localDay(date, timeZone);
    const at = (hours: number) => startMs + hours * 60 * minute;
    const day: CoverageDay = {
      ...{ date, state: 'partial', share: 0.5, samples: 1, pages: 1, settled: false },
      ...{ checkedAt: null, syncedUntil: null, error: null, attempts: 0, nextAttemptAt: null },
      sources: [{ source: 'one', state: 'partial' }],
    };
    const ledger = [
      { start: at(0), end: at(18), state: 'not-worn' as const, day },
      { start: at(18), end: at(24), state: 'not-synced' as const, day },
    ];
    const gaps = [{ start: at(6), end: at(24) }];
    const answer = answerOf(date, '1m', 1);
    const { reasons } = dayPicture({ answer, date, timeZone, ...bare, gaps, ledger });
    expect(reasons).toEqual([
      { x: drawingWidth / 4, width: drawingWidth / 2, state: 'not-worn' },
      { x: (drawingWidth * 3) / 4, width: drawingWidth / 4, state: 'not-synced' },
    ]);
  });
});

describe('what was noted of a day', () => {
  it('is cut to the day where it goes beyond, and has no width where it was a moment', () => {
    const date = '2026-11-20';
    const { startMs, endMs } = localDay(date, timeZone);
    const facts = { userId: 'a', kind: 'note', text: '', createdAt: 0, updatedAt: 0 } as const;
    const annotations = [
      { id: 1, start: startMs - 60 * minute, end: startMs + 360 * minute, ...facts },
      { id: 2, start: startMs + 720 * minute, end: startMs + 720 * minute, ...facts },
    ];
    const answer = answerOf(date, '1m', 1);
    const picture = dayPicture({ answer, date, timeZone, ...bare, annotations });
    const all = (endMs - startMs) / minute;
    expect(picture.annotations.map(({ x, width }) => [x, width])).toEqual([
      [0, (360 / all) * drawingWidth],
      [(720 / all) * drawingWidth, 0],
    ]);
  });
});

describe('a day in the background', () => {
  it('lies where the clock shows the same, and has no place in an hour that is skipped', () => {
    const points = onClockOf(answerOf('2026-03-28', '15m', 15), '2026-03-29', timeZone);
    const times = points.flatMap((point) => (point ? [point[0]] : []));
    expect(times).toHaveLength(92);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(times.at(-1)).toBe(localDay('2026-03-29', timeZone).endMs - 7.5 * minute);
  });

  it('never runs back where its own clock shows an hour twice', () => {
    const points = onClockOf(answerOf('2026-10-25', '15m', 15), '2026-10-26', timeZone);
    const times = points.flatMap((point) => (point ? [point[0]] : []));
    expect(times).toHaveLength(96);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });
});
