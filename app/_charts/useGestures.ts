'use client';
import { type RefObject, useState } from 'react';
import { isLeap, keyStep, wheelWindow } from './gestures.ts';
import { HeldPointers, isTap, selectedPx } from './heldPointers.ts';
import { type Box, type Margins, shareOf } from './plot.ts';
import { spanOf, type TimeWindow } from './timeWindow.ts';
import { usePlotEvents } from './usePlotEvents.ts';
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

/** Wheel, drag, pinch and keys on the plot. Answers where the pointer is and what is being selected, in px. */
export function useGestures(ref: RefObject<HTMLElement | null>, options: GestureOptions) {
  const { control, whole, box } = options;
  const { hover, selection, ...pointer } = usePointers(options);
  const onWheel = (event: WheelEvent) => {
    event.preventDefault();
    const at = shareOf(event.offsetX, box, options.margins);
    control.glide(wheelWindow(control.window, event, at, box.width));
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Escape') return control.back();
    const next = keyStep(event.key, event.shiftKey, control.window, whole);
    if (!next) return;
    event.preventDefault();
    if (isLeap(event.key)) control.jump(next);
    else control.glide(next);
  };
  usePlotEvents(ref, { ...pointer, onWheel, onKey, onReset: () => control.jump(whole) });
  return { hover, selection };
}

function usePointers({ control, box, margins, selecting, onSelect }: GestureOptions) {
  const [hover, setHover] = useState<number>();
  const [selection, setSelection] = useState<[number, number]>();
  const [held] = useState(() => new HeldPointers());
  const share = (x: number) => shareOf(x, box, margins);
  const onDown = (event: PointerEvent, x: number) => {
    if (event.button !== 0) return;
    const select = (selecting || event.shiftKey) && held.areNone;
    held.press(event.pointerId, { x, window: control.window, select });
    if (event.pointerType === 'touch') setHover(undefined);
    if (select) setSelection([x, x]);
  };
  const onMove = (event: PointerEvent, x: number) => {
    if (event.pointerType === 'mouse' || !held.has(event.pointerId)) setHover(x);
    const drag = held.move(event.pointerId, x, share);
    if (drag?.kind === 'window') control.glide(drag.window);
    else if (drag) setSelection(drag.between);
  };
  const onUp = (event: PointerEvent) => {
    const pointer = held.release(event.pointerId, control.window);
    if (!pointer) return;
    setSelection(undefined);
    if (isTap(event, pointer)) setHover(pointer.x);
    if (!pointer.select) return control.settle();
    const selected = selectedPx(pointer);
    if (!selected) return;
    const at = (x: number) => control.window.start + share(x) * spanOf(control.window);
    const stretch = { start: at(selected[0]), end: at(selected[1]) };
    if (onSelect) onSelect(stretch);
    else control.jump(stretch);
  };
  // A finger leaves by being lifted; what it tapped on stays read.
  const onLeave = (event: PointerEvent) => {
    if (event.pointerType !== 'touch') setHover(undefined);
  };
  return { hover, selection, onDown, onMove, onUp, onLeave };
}
