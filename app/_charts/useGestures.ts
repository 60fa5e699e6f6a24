'use client';
import { type RefObject, useEffect, useEffectEvent, useRef, useState } from 'react';
import { isLeap, keyStep, pinchWindow, wheelWindow } from './gestures.ts';
import { type Box, type Margins, shareOf } from './plot.ts';
import { panWindow, spanOf, type TimeWindow } from './timeWindow.ts';
import type { TimeWindowControl } from './useTimeWindow.ts';

interface GestureOptions {
  control: TimeWindowControl;
  /** Everything there is to see. */
  whole: TimeWindow;
  box: Box;
  margins: Margins;
  /** Whether a drag selects a stretch instead of moving the picture. */
  selecting: boolean;
  /** What becomes of a selected stretch, ms UTC; it is zoomed to unless told. */
  onSelect?: ((stretch: TimeWindow) => void) | undefined;
}

interface Held {
  x: number;
  from: number;
  window: TimeWindow;
  select: boolean;
}

/** Selections shorter than this are slips of the hand. */
const slipPx = 6;

/** A finger put down and lifted again: it reads, as a mouse does by hovering. */
function isTap(event: PointerEvent, pointer: Held): boolean {
  const still = Math.abs(pointer.x - pointer.from) < slipPx;
  return event.type === 'pointerup' && event.pointerType === 'touch' && still;
}

/** Wheel, drag, pinch and keys on the plot. Answers where the pointer is and what is being selected, in px. */
export function useGestures(ref: RefObject<HTMLElement | null>, options: GestureOptions) {
  const { control, whole, box, margins } = options;
  const [hover, setHover] = useState<number>();
  const [selection, setSelection] = useState<[number, number]>();
  const held = useRef(new Map<number, Held>());
  const share = (x: number) => shareOf(x, box, margins);

  /** A finger more or less: what is held now counts from here. */
  const holdAnew = () => {
    for (const pointer of held.current.values()) {
      pointer.from = pointer.select ? pointer.from : pointer.x;
      pointer.window = control.window;
    }
  };

  const onWheel = useEffectEvent((event: WheelEvent) => {
    event.preventDefault();
    control.glide(wheelWindow(control.window, event, share(event.offsetX), box.width));
  });
  const onDown = useEffectEvent((event: PointerEvent, x: number) => {
    if (event.button !== 0) return;
    const select = (options.selecting || event.shiftKey) && held.current.size === 0;
    held.current.set(event.pointerId, { x, from: x, window: control.window, select });
    holdAnew();
    if (event.pointerType === 'touch') setHover(undefined);
    if (select) setSelection([x, x]);
  });
  const onMove = useEffectEvent((event: PointerEvent, x: number) => {
    const pointer = held.current.get(event.pointerId);
    if (event.pointerType === 'mouse' || !pointer) setHover(x);
    if (!pointer) return;
    pointer.x = x;
    const [first, second] = [...held.current.values()];
    if (first && second) {
      const from: [number, number] = [share(first.from), share(second.from)];
      control.glide(pinchWindow(first.window, from, [share(first.x), share(second.x)]));
    } else if (pointer.select) setSelection([pointer.from, x]);
    else if (Math.abs(x - pointer.from) > 2) {
      control.glide(panWindow(pointer.window, share(pointer.from) - share(x)));
    }
  });
  const onUp = useEffectEvent((event: PointerEvent) => {
    const pointer = held.current.get(event.pointerId);
    held.current.delete(event.pointerId);
    holdAnew();
    if (!pointer) return;
    setSelection(undefined);
    if (isTap(event, pointer)) setHover(pointer.x);
    if (!pointer.select) return control.settle();
    const [left, right] = [pointer.from, pointer.x].sort((a, b) => a - b);
    if (left === undefined || right === undefined || right - left < slipPx) return;
    const { start } = control.window;
    const at = (x: number) => start + share(x) * spanOf(control.window);
    const stretch = { start: at(left), end: at(right) };
    if (options.onSelect) options.onSelect(stretch);
    else control.jump(stretch);
  });
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Escape') return control.back();
    const next = keyStep(event.key, event.shiftKey, control.window, whole);
    if (!next) return;
    event.preventDefault();
    if (isLeap(event.key)) control.jump(next);
    else control.glide(next);
  });
  const onReset = useEffectEvent(() => control.jump(whole));

  useEffect(() => {
    const plot = ref.current;
    if (!plot) return;
    const stop = new AbortController();
    const { signal } = stop;
    const xOf = (event: PointerEvent) => event.clientX - plot.getBoundingClientRect().left;
    plot.addEventListener('wheel', (event) => onWheel(event), { signal, passive: false });
    plot.addEventListener(
      'pointerdown',
      (event) => {
        plot.setPointerCapture(event.pointerId);
        onDown(event, xOf(event));
      },
      { signal },
    );
    plot.addEventListener('pointermove', (event) => onMove(event, xOf(event)), { signal });
    for (const name of ['pointerup', 'pointercancel'] as const) {
      plot.addEventListener(name, (event) => onUp(event), { signal });
    }
    plot.addEventListener(
      'pointerleave',
      (event) => {
        // A finger leaves by being lifted; what it tapped on stays read.
        if (event.pointerType !== 'touch') setHover(undefined);
      },
      { signal },
    );
    plot.addEventListener('keydown', (event) => onKey(event), { signal });
    plot.addEventListener('dblclick', () => onReset(), { signal });
    return () => stop.abort();
  }, [ref]);

  return { hover, selection };
}
