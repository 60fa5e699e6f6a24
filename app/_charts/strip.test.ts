import { describe, expect, it } from 'vitest';
import type { BucketedHeartRate } from '#lib/contract/heartRate.ts';
import { centredAt, dragWindow, gripStep, stripPaths } from './strip.ts';
import { day, minute } from './timeWindow.ts';

const limits = { start: 0, end: 100 * day };
const window = { start: 40 * day, end: 50 * day };

describe('the handle of the strip', () => {
  it('moves as a whole and stretches by its edges', () => {
    expect(dragWindow(window, 'middle', day, limits)).toEqual({ start: 41 * day, end: 51 * day });
    expect(dragWindow(window, 'start', -day, limits)).toEqual({ start: 39 * day, end: 50 * day });
    expect(dragWindow(window, 'end', day, limits)).toEqual({ start: 40 * day, end: 51 * day });
  });

  it('never turns inside out, and never leaves the history', () => {
    const narrow = dragWindow(window, 'start', 30 * day, limits);
    expect(narrow).toEqual({ start: 50 * day - minute, end: 50 * day });
    expect(dragWindow(window, 'end', 90 * day, limits).end).toBe(100 * day);
  });

  it('goes by keys: a tenth, half with shift, all the way', () => {
    expect(gripStep('ArrowRight', false, window, 'end', limits)?.end).toBe(51 * day);
    expect(gripStep('ArrowLeft', true, window, 'start', limits)?.start).toBe(35 * day);
    expect(gripStep('Home', false, window, 'start', limits)?.start).toBe(0);
    expect(gripStep('x', false, window, 'start', limits)).toBeUndefined();
  });

  it('jumps to where the strip is touched, as long as before', () => {
    expect(centredAt(window, 80 * day)).toEqual({ start: 75 * day, end: 85 * day });
  });
});

describe('the history on the strip', () => {
  it('is broken where a day is missing', () => {
    const days = [0, 1, 3];
    const answer: BucketedHeartRate = {
      userId: 'user1',
      timeZone: 'UTC',
      start: 0,
      end: 4 * day,
      unit: 'bpm',
      resolution: '1d',
      t: days.map((number) => number * day),
      avg: [70, 71, 72],
      min: [50, 51, 52],
      max: [120, 121, 122],
      count: [9, 9, 9],
    };
    const { band, line } = stripPaths(answer, { start: 0, end: 4 * day });
    expect(band.match(/Z/g)).toHaveLength(2);
    expect(line.match(/M/g)).toHaveLength(2);
    expect(line).toMatch(/^M0 .*L500 .*M750 .*L1000 /);
  });
});
