import { describe, expect, it } from 'vitest';
import { localDay, readWallClock } from '#lib/time/timeZone.ts';
import { clocksGoBackAt } from './dayClock.ts';
import { generateDay } from './generateDay.ts';
import type { IntradayEntry } from './records.ts';
import { type DayRequest, truthOf } from './truth.ts';

const longAfter = Date.parse('2030-01-01T00:00:00Z');
const seeds = Array.from({ length: 20 }, (_, seed) => seed);

function requestOf(seed: number, timeZone: string, date: string): DayRequest {
  return { seed, userId: `user${seed}`, date, timeZone, now: longAfter };
}

function datasetOf(request: DayRequest): readonly IntradayEntry[] {
  return generateDay(request)['activities-heart-intraday'].dataset;
}

/** Reads wall-clock times in the dataset's order: in the doubled hour, what jumps back is the second pass. */
function instantsOf({ date, timeZone }: DayRequest, dataset: readonly IntradayEntry[]): number[] {
  const day = localDay(date, timeZone);
  let latest = Number.NEGATIVE_INFINITY;
  return dataset.map(({ time }) => {
    const reading = readWallClock(day, Date.parse(`1970-01-01T${time}Z`));
    if (reading.kind === 'skipped') throw new Error(`${time} does not happen on ${date}`);
    const second = reading.kind === 'twice' && reading.ms <= latest;
    latest = second ? reading.laterMs : reading.ms;
    return latest;
  });
}

describe('a synthetic day on which clocks change', () => {
  it('has 23 hours in London on 2026-03-29 and no sample in the hour that clocks skip', () => {
    for (const seed of seeds) {
      const request = requestOf(seed, 'Europe/London', '2026-03-29');
      const { day } = truthOf(request);
      expect(day.endMs - day.startMs).toBe(23 * 3_600_000);
      expect(datasetOf(request).filter(({ time }) => time.startsWith('01:'))).toEqual([]);
    }
  });

  it('has 25 hours in London on 2026-10-25 and samples in both passes of the doubled hour', () => {
    const request = requestOf(23, 'Europe/London', '2026-10-25');
    const { day, t } = truthOf(request);
    expect(day.endMs - day.startMs).toBe(25 * 3_600_000);
    const passes = [1, 2].map((hour) => {
      const from = day.startMs + hour * 3_600_000;
      return t.filter((ms) => ms >= from && ms < from + 3_600_000).length;
    });
    expect(Math.min(...passes)).toBeGreaterThan(200);
  });

  it.each([
    ['Europe/London', '2026-03-29'],
    ['Europe/London', '2026-10-25'],
    ['America/St_Johns', '2026-03-08'],
    ['America/St_Johns', '2026-11-01'],
    ['America/St_Johns', '2010-11-07'],
    ['America/Havana', '2026-11-01'],
    ['Asia/Beirut', '2026-10-24'],
    ['Australia/Lord_Howe', '2026-04-05'],
    ['Australia/Lord_Howe', '2026-10-04'],
    ['Asia/Kolkata', '2026-10-25'],
  ])('gives back its instants when read in order in %s on %s', (timeZone, date) => {
    for (const seed of seeds) {
      const request = requestOf(seed, timeZone, date);
      expect(instantsOf(request, datasetOf(request))).toEqual([...truthOf(request).t]);
    }
  });

  it('gives back its instants in the midst of the doubled hour too', () => {
    const finished = truthOf(requestOf(23, 'Europe/London', '2026-10-25'));
    for (const minutes of [70, 119, 121, 150, 179]) {
      const now = finished.day.startMs + minutes * 60_000;
      const request = { ...requestOf(23, 'Europe/London', '2026-10-25'), now };
      expect(instantsOf(request, datasetOf(request))).toEqual([
        ...finished.t.filter((ms) => ms <= now),
      ]);
    }
  });

  it.each([
    ['Europe/London', '2026-10-25'],
    ['Australia/Lord_Howe', '2026-04-05'],
    ['Asia/Beirut', '2026-10-24'],
  ])('has samples within a minute on both sides of the jump back in %s on %s', (timeZone, date) => {
    for (const seed of seeds) {
      const { day, t } = truthOf(requestOf(seed, timeZone, date));
      const jumps = clocksGoBackAt(day).map((second) => day.startMs + second * 1000);
      expect(jumps.length).toBe(1);
      for (const jump of jumps) {
        expect(t.some((ms) => ms >= jump - 60_000 && ms < jump)).toBe(true);
        expect(t.some((ms) => ms >= jump && ms <= jump + 60_000)).toBe(true);
      }
    }
  });
});
