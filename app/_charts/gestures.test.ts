import { describe, expect, it } from 'vitest';
import { keyStep, pinchWindow, wheelWindow } from './gestures.ts';
import { spanOf } from './timeWindow.ts';

const window = { start: 10_000_000, end: 20_000_000 };
const whole = { start: 0, end: 100_000_000 };
const wheel = { deltaX: 0, deltaY: 0, deltaMode: 0, ctrlKey: false, shiftKey: false };

describe('the wheel', () => {
  it('zooms in upwards and out downwards', () => {
    expect(spanOf(wheelWindow(window, { ...wheel, deltaY: -100 }, 0.5, 1_000))).toBeLessThan(10e6);
    expect(spanOf(wheelWindow(window, { ...wheel, deltaY: 100 }, 0.5, 1_000))).toBeGreaterThan(
      10e6,
    );
  });

  it('keeps the pointer’s instant', () => {
    const zoomed = wheelWindow(window, { ...wheel, deltaY: -100 }, 0.3, 1_000);
    expect(zoomed.start + spanOf(zoomed) * 0.3).toBeCloseTo(13_000_000, 3);
  });

  it('pans sideways, and with shift', () => {
    const sideways = wheelWindow(window, { ...wheel, deltaX: 100 }, 0.5, 1_000);
    expect(sideways).toEqual({ start: 11_000_000, end: 21_000_000 });
    expect(wheelWindow(window, { ...wheel, deltaY: 100, shiftKey: true }, 0.5, 1_000)).toEqual(
      sideways,
    );
  });

  it('does not leap, however hard it is turned', () => {
    const leap = wheelWindow(window, { ...wheel, deltaY: -1e6 }, 0.5, 1_000);
    expect(spanOf(leap)).toBe(spanOf(window) / 2);
  });
});

describe('two fingers', () => {
  it('hold the instants they were put on', () => {
    const zoomed = pinchWindow(window, [0.4, 0.6], [0.2, 0.8]);
    const at = (share: number) => zoomed.start + spanOf(zoomed) * share;
    expect(at(0.2)).toBeCloseTo(14_000_000, 3);
    expect(at(0.8)).toBeCloseTo(16_000_000, 3);
  });
});

describe('keys', () => {
  it('pan, zoom, go to the ends and show all', () => {
    expect(keyStep('ArrowRight', false, window, whole)?.start).toBe(12_000_000);
    expect(keyStep('ArrowLeft', true, window, whole)?.start).toBe(2_000_000);
    expect(spanOf(keyStep('+', false, window, whole) ?? window)).toBeLessThan(spanOf(window));
    expect(spanOf(keyStep('-', false, window, whole) ?? window)).toBeGreaterThan(spanOf(window));
    expect(keyStep('Home', false, window, whole)).toEqual({ start: 0, end: 10_000_000 });
    expect(keyStep('End', false, window, whole)?.end).toBe(whole.end);
    expect(keyStep('f', false, window, whole)).toEqual(whole);
  });

  it('leave all others alone', () => {
    expect(keyStep('Tab', false, window, whole)).toBeUndefined();
  });
});
