import { describe, expect, it } from 'vitest';
import { askFor, neighboursOf, pointsFor, serves, unlessSame } from './ask.ts';
import { bpmScale } from './bpmAxis.ts';
import {
  clampWindow,
  day,
  followWindow,
  hour,
  minute,
  panWindow,
  parseWindow,
  presetOf,
  presetWindow,
  spanOf,
  windowParameters,
  zoomWindow,
} from './timeWindow.ts';

const end = Date.parse('2026-11-20T12:00:00Z');
const extent = { start: end - 400 * day, end };

describe('the window', () => {
  it('keeps the instant under the pointer where it is while zooming', () => {
    const zoomed = zoomWindow({ start: 0, end: 1_000_000_000 }, 0.5, 0.25);
    expect(zoomed.start + spanOf(zoomed) * 0.25).toBe(250_000_000);
    expect(spanOf(zoomed)).toBe(500_000_000);
  });

  it('never gets shorter than a minute, nor longer than the limits', () => {
    expect(spanOf(clampWindow({ start: end - 10, end }, extent))).toBe(minute);
    expect(clampWindow({ start: 0, end: end * 2 }, extent)).toEqual(extent);
  });

  it('stops at the edges without changing its length', () => {
    const past = clampWindow({ start: end - day / 2, end: end + day / 2 }, extent);
    expect(past).toEqual({ start: end - day, end });
  });

  it('pans by a share of its own length', () => {
    expect(panWindow({ start: 0, end: 100 }, -0.25)).toEqual({ start: -25, end: 75 });
  });

  it('is recognised as the preset it came from', () => {
    for (const key of ['hour', 'day', 'week', 'month', 'year', 'all'] as const) {
      expect(presetOf(presetWindow(key, extent), extent)).toBe(key);
    }
    expect(presetOf({ start: end - 5 * hour, end }, extent)).toBeUndefined();
  });

  it('survives the address', () => {
    const window = { start: end - day, end };
    const { start: from, end: to } = windowParameters(window);
    expect(from).toBe('2026-11-19T12:00:00Z');
    expect(parseWindow(from, to)).toEqual(window);
  });

  it('that touches the newest data goes along with it, and others stay', () => {
    const grown = { start: extent.start, end: extent.end + hour };
    const last = { start: end - day, end };
    expect(followWindow(last, end, grown)).toEqual({ start: last.start + hour, end: end + hour });
    expect(followWindow({ ...extent }, end, grown)).toEqual(grown);
    const earlier = panWindow(last, -1);
    expect(followWindow(earlier, end, grown)).toBe(earlier);
  });

  it('is not taken from an address that makes no sense', () => {
    expect(parseWindow('yesterday', 'today')).toBeUndefined();
    expect(parseWindow('2026-11-20T00:00:00Z', '2026-11-19T00:00:00Z')).toBeUndefined();
    expect(parseWindow(undefined, undefined)).toBeUndefined();
    expect(parseWindow('2026-02-30T00:00:00Z', '2026-03-19T00:00:00Z')).toBeUndefined();
    expect(parseWindow('2026-11-19T00:00:00', '2026-11-20T00:00:00')).toBeUndefined();
  });
});

describe('what is asked for', () => {
  const window = { start: end - day, end };

  it('covers the view with a quarter to spare on each side', () => {
    const ask = askFor(window, 4_800);
    expect(ask.start).toBeLessThanOrEqual(window.start - day / 4);
    expect(ask.end).toBeGreaterThanOrEqual(window.end + day / 4);
    expect(spanOf(ask)).toBeLessThan(day * 1.7);
  });

  it('still serves a small pan, and no longer a deep zoom', () => {
    const ask = askFor(window, 4_800);
    expect(serves(ask, panWindow(window, 0.1), 4_800)).toBe(true);
    expect(serves(ask, panWindow(window, 0.5), 4_800)).toBe(false);
    expect(serves(ask, zoomWindow(window, 0.5), 4_800)).toBe(false);
  });

  it('is the same for views that hardly differ', () => {
    expect(askFor(panWindow(window, 0.001), 4_800)).toEqual(
      askFor(panWindow(window, 0.0011), 4_800),
    );
  });

  it('is there before the next gesture: to the left, to the right and one level deeper', () => {
    const asks = neighboursOf(window, 1_176);
    const served = (view: typeof window) => asks.some((ask) => serves(ask, view, 2_400));
    for (const share of [-0.7, -0.3, 0.3, 0.7]) expect(served(panWindow(window, share))).toBe(true);
    for (const anchor of [0, 0.5, 1]) expect(served(zoomWindow(window, 0.5, anchor))).toBe(true);
  });

  it('grows with the width', () => {
    expect(pointsFor(310, window)).toBe(1_200);
    expect(pointsFor(1_176, window)).toBe(2_400);
    expect(pointsFor(100_000, window)).toBe(12_000);
  });

  it('leaves room for every second of six hours and of what is asked for around them', () => {
    const view = { start: end - 6 * hour, end };
    const ask = askFor(view, pointsFor(310, view));
    expect(ask.points).toBeGreaterThan(spanOf(ask) / 1_000);
    expect(pointsFor(310, { start: view.start - 1, end })).toBe(1_200);
  });

  it('needs nothing finer than samples, however deep one zooms into them', () => {
    const ask = askFor(window, 36_000);
    expect(serves(ask, zoomWindow(window, 0.01), 36_000, '1m')).toBe(false);
    expect(serves(ask, zoomWindow(window, 0.01), 36_000, 'raw')).toBe(true);
    expect(serves(ask, panWindow(window, 0.5), 36_000, 'raw')).toBe(false);
  });
});

describe('the bpm scale', () => {
  it('encloses what is shown and spans at least 40 bpm', () => {
    for (const [low, high] of [
      [60, 61],
      [42, 189],
      [1, 300],
      [55, 95],
    ] as const) {
      const scale = bpmScale(low, high);
      expect(scale.min).toBeLessThanOrEqual(low);
      expect(scale.max).toBeGreaterThanOrEqual(high);
      expect(scale.max - scale.min).toBeGreaterThanOrEqual(40);
      expect((scale.max - scale.min) % scale.step).toBe(0);
    }
  });

  it('has a quiet default where there is nothing to show', () => {
    expect(bpmScale(undefined, undefined)).toEqual({ min: 40, max: 120, step: 20 });
  });
});

describe('a question that is found again', () => {
  const before = { start: 0, end: 60_000, points: 1_200 };

  it('stays the very object that it was, so that nothing is drawn anew for it', () => {
    expect(unlessSame(before, { ...before })).toBe(before);
  });

  it('gives way to one that asks for anything else', () => {
    for (const part of [{ start: 1 }, { end: 1 }, { points: 1 }]) {
      const next = { ...before, ...part };
      expect(unlessSame(before, next)).toBe(next);
    }
  });
});
