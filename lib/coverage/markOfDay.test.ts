import { describe, expect, it } from 'vitest';
import { localDay } from '#lib/time/timeZone.ts';
import { type DayEvidence, markOfDay } from './markOfDay.ts';

const hour = 3_600_000;
const minute = 60_000;
const zone = 'Europe/London';
const day = localDay('2026-05-05', zone);
const dayLater = day.endMs + 24 * hour;

/** Instants every `seconds` from hour `from` to hour `to` of the day. */
function every(seconds: number, from: number, to: number, within = day): number[] {
  const t = [];
  for (let at = from * hour; at < to * hour; at += seconds * 1000) t.push(within.startMs + at);
  return t;
}

function mark(evidence: Partial<DayEvidence>) {
  return markOfDay({ ...day, t: [], now: dayLater, answered: true, ...evidence });
}

/** Hours of a day in letters, for days whose hours are whole. */
function hours(quarters: string): string {
  return quarters.replaceAll(/(.)\1{3}/g, '$1');
}

describe('a day with heart rate all through', () => {
  it('is complete, and settled when the device has synced past it', () => {
    const t = every(5, 0, 24);
    expect(mark({ t, syncedUntil: dayLater })).toEqual({
      state: 'complete',
      quarters: 'c'.repeat(96),
      covered: 96,
      settled: true,
    });
  });

  it('is complete and not settled where nobody says that the device has synced', () => {
    const t = every(5, 0, 24);
    expect(mark({ t })).toMatchObject({ state: 'complete', settled: false });
    expect(mark({ t, answered: false })).toMatchObject({ state: 'complete', settled: false });
  });

  it('is read once more a day after its end, as other devices and corrections come later', () => {
    const t = every(5, 0, 24);
    const early = { t, syncedUntil: day.endMs + hour, now: day.endMs + 2 * hour };
    expect(mark(early)).toMatchObject({ state: 'complete', settled: false });
    expect(mark({ ...early, now: dayLater })).toMatchObject({ settled: true });
  });

  it('has 92 quarter-hours when clocks go forward, and 100 when they go back', () => {
    for (const [date, quarters] of [
      ['2026-03-29', 92],
      ['2026-10-25', 100],
    ] as const) {
      const changed = localDay(date, zone);
      const t = every(10, 0, quarters / 4, changed);
      expect(markOfDay({ ...changed, t, now: dayLater * 2, answered: true })).toMatchObject({
        state: 'complete',
        quarters: 'c'.repeat(quarters),
        covered: quarters,
      });
    }
  });

  it('has 98 quarter-hours where clocks go back by half an hour', () => {
    const lordHowe = localDay('2026-04-05', 'Australia/Lord_Howe');
    const { quarters } = markOfDay({ ...lordHowe, t: [], now: dayLater, answered: true });
    expect(quarters).toHaveLength(98);
  });

  it('is complete with a sample every quarter of an hour, which is that device’s spacing', () => {
    expect(mark({ t: every(900, 0, 24), answered: false })).toMatchObject({
      state: 'complete',
      covered: 96,
    });
  });

  it('is partial while it goes on', () => {
    const now = day.startMs + 12 * hour;
    const { state, quarters, settled } = mark({ t: every(5, 0, 12), now, syncedUntil: now });
    expect({ state, settled }).toEqual({ state: 'partial', settled: false });
    expect(hours(quarters)).toBe(`${'c'.repeat(12)}${'s'.repeat(12)}`);
  });
});

describe('a hole', () => {
  const t = [...every(5, 0, 8), ...every(5, 10, 24)];

  it('is not worn when the device has synced past it', () => {
    const { state, quarters, covered, settled } = mark({ t, syncedUntil: dayLater });
    expect(hours(quarters)).toBe(`${'c'.repeat(8)}ww${'c'.repeat(14)}`);
    expect({ state, covered, settled }).toEqual({ state: 'complete', covered: 88, settled: true });
  });

  it('is not worn when the source says so, whatever is synced', () => {
    const notWorn = [
      { start: day.startMs + 8 * hour, end: day.startMs + 9 * hour },
      { start: day.startMs + 9 * hour, end: day.startMs + 10 * hour },
    ];
    expect(mark({ t, notWorn })).toMatchObject({ state: 'complete', settled: true });
    expect(hours(mark({ t, notWorn }).quarters).slice(8, 10)).toBe('ww');
  });

  it('is unknown where a source says nothing but its samples', () => {
    const marked = mark({ t, answered: false });
    expect(hours(marked.quarters).slice(7, 11)).toBe('cuuc');
    expect(marked).toMatchObject({ state: 'partial', settled: false });
  });

  it('is not synced when the device has handed over nothing so late', () => {
    const until = day.startMs + 20 * hour;
    const marked = mark({ t: every(5, 0, 20), syncedUntil: until });
    expect(hours(marked.quarters).slice(18)).toBe('ccssss');
    expect(marked).toMatchObject({ state: 'partial', settled: false });
  });

  it('of a few minutes is no hole, and one of six leaves its quarter-hour partial', () => {
    const short = every(5, 0, 24).filter(
      (at) => Math.abs(at - day.startMs - 6.2 * hour) > 2 * minute,
    );
    expect(mark({ t: short }).covered).toBe(96);
    expect(mark({ t: short }).quarters).not.toContain('p');
    const longer = every(5, 0, 24).filter(
      (at) => Math.abs(at - day.startMs - 6.125 * hour) > 3 * minute,
    );
    expect(mark({ t: longer }).quarters.indexOf('p')).toBe(24);
    expect(mark({ t: longer }).quarters.match(/p/g)).toHaveLength(1);
  });
});

describe('a day without heart rate', () => {
  it('was not worn when the device has synced past it', () => {
    expect(mark({ syncedUntil: dayLater })).toEqual({
      state: 'not-worn',
      quarters: 'w'.repeat(96),
      covered: 0,
      settled: true,
    });
  });

  it('is not synced when the device had handed over only what lies before', () => {
    expect(mark({ syncedUntil: day.startMs - hour })).toMatchObject({
      state: 'not-synced',
      settled: false,
    });
  });

  it('is not synced when it was not worn up to the last sync, in the middle of the day', () => {
    const { state, quarters } = mark({ syncedUntil: day.startMs + 12 * hour });
    expect(state).toBe('not-synced');
    expect(hours(quarters)).toBe(`${'w'.repeat(12)}${'s'.repeat(12)}`);
  });

  it('is unknown where nobody says how far the device has synced', () => {
    expect(mark({})).toMatchObject({ state: 'unknown', settled: false });
    expect(mark({ answered: false })).toMatchObject({ state: 'unknown', settled: false });
  });

  it('is unknown when part of it is told of as not worn and the rest is not', () => {
    const notWorn = [{ start: day.startMs, end: day.startMs + 6 * hour }];
    expect(mark({ notWorn })).toMatchObject({ state: 'unknown', settled: false });
  });

  it('of today is judged by what has passed of it', () => {
    const now = day.startMs + 6 * hour;
    expect(mark({ now, syncedUntil: now })).toMatchObject({ state: 'not-worn', settled: false });
  });
});
