import { describe, expect, it } from 'vitest';
import type { Annotation } from '#lib/contract/annotations.ts';
import {
  annotationLayer,
  flagPx,
  flagsOf,
  marksOf,
  touches,
  windowAround,
} from './annotationLayer.ts';
import { namedPalette as palette } from './namedPalette.ts';
import { margins } from './plot.ts';

const box = { width: 1_056, height: 360 };
const window = { start: 0, end: 1_000_000 };

function noted(id: number, start: number, end = start): Annotation {
  const times = { createdAt: 0, updatedAt: 0 };
  return { id, userId: 'user1', kind: 'exercise', start, end, text: '', ...times };
}

describe('annotations in a window', () => {
  it('are those that touch it: a moment at its start does, a stretch that ends there does not', () => {
    expect(touches(noted(1, 0), window)).toBe(true);
    expect(touches(noted(1, -10, 0), window)).toBe(false);
    expect(touches(noted(1, -10, 1), window)).toBe(true);
    expect(touches(noted(1, 1_000_000, 2_000_000), window)).toBe(false);
  });

  it('are bands as long as they last, cut at the window, and lines where they are moments', () => {
    const layer = annotationLayer([noted(1, -5, 500_000), noted(2, 600_000)], palette);
    expect(marksOf(layer, window, box, margins)).toMatchObject([
      { x: margins.left, width: 500, moment: false },
      { x: margins.left + 600, width: 1.5, moment: true },
    ]);
  });

  it('are named in a picture to keep, as far as the names do not overlap', () => {
    const near = [noted(1, 100_000), noted(2, 101_000), noted(3, 400_000)];
    const words = (named: boolean) =>
      marksOf(annotationLayer(near, palette, { named }), window, box, margins).map(
        (mark) => mark.words,
      );
    expect(words(true)).toEqual(['Exercise', '', 'Exercise']);
    expect(words(false)).toEqual(['', '', '']);
  });
});

describe('the flags over a plot', () => {
  it('stand where an annotation begins, at the edge where it began before', () => {
    const flags = flagsOf([noted(1, 500_000), noted(2, -100, 900_000)], window, box, margins);
    expect(flags.map(({ x }) => x)).toEqual([margins.left + flagPx / 2, margins.left + 500]);
  });

  it('are shared by annotations too close to be told apart, none lost', () => {
    const crowd = Array.from({ length: 50 }, (_, index) => noted(index, 300_000 + index * 1_000));
    const flags = flagsOf(crowd, window, box, margins);
    expect(flags.length).toBeLessThan(4);
    expect(flags.flatMap(({ annotations }) => annotations)).toHaveLength(50);
    for (const [index, flag] of flags.entries())
      expect(flag.x - (flags[index - 1]?.x ?? -100)).toBeGreaterThanOrEqual(flagPx);
  });
});

describe('the window around an annotation', () => {
  it('has air on both sides, half an hour for a moment', () => {
    expect(windowAround([noted(1, 0, 400_000)])).toEqual({ start: -100_000, end: 500_000 });
    expect(windowAround([noted(1, 0)])).toEqual({ start: -1_800_000, end: 1_800_000 });
  });
});
