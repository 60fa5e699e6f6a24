import { describe, expect, it } from 'vitest';
import { HeldPointers, selectedPx } from './heldPointers.ts';

// A plot of 1,000 px that shows 10,000 ms.
const window = { start: 10_000, end: 20_000 };
const share = (x: number) => x / 1_000;
const held = { window, select: false };

describe('one pointer', () => {
  it('takes the picture along, from where it was pressed', () => {
    const pointers = new HeldPointers();
    pointers.press(1, { ...held, x: 500 });
    pointers.move(1, 450, share);
    expect(pointers.move(1, 400, share)).toEqual({
      kind: 'window',
      window: { start: 11_000, end: 21_000 },
    });
  });

  it('moves nothing while it trembles, and nothing that it did not press', () => {
    const pointers = new HeldPointers();
    pointers.press(1, { ...held, x: 500 });
    expect(pointers.move(1, 502, share)).toBeUndefined();
    expect(pointers.move(2, 100, share)).toBeUndefined();
  });

  it('selects between where it was pressed and where it is, unless that was a slip', () => {
    const pointers = new HeldPointers();
    pointers.press(1, { window, x: 500, select: true });
    expect(pointers.move(1, 300, share)).toEqual({ kind: 'selection', between: [500, 300] });
    const released = pointers.release(1, window);
    expect(released && selectedPx(released)).toEqual([300, 500]);
    expect(selectedPx({ window, select: true, from: 500, x: 504 })).toBeUndefined();
    expect(pointers.areNone).toBe(true);
  });
});

describe('two pointers', () => {
  it('keep the instants under both fingers', () => {
    const pointers = new HeldPointers();
    pointers.press(1, { ...held, x: 400 });
    pointers.press(2, { ...held, x: 600 });
    pointers.move(1, 300, share);
    expect(pointers.move(2, 700, share)).toEqual({
      kind: 'window',
      window: { start: 12_500, end: 17_500 },
    });
  });

  it('count anew from where they are when one is lifted', () => {
    const pointers = new HeldPointers();
    pointers.press(1, { ...held, x: 400 });
    pointers.press(2, { ...held, x: 600 });
    pointers.move(1, 300, share);
    const zoomed = { start: 12_000, end: 16_000 };
    pointers.release(2, zoomed);
    expect(pointers.move(1, 400, share)).toEqual({
      kind: 'window',
      window: { start: 11_600, end: 15_600 },
    });
  });
});
