'use client';
import { type PointerEvent, type RefObject, useRef } from 'react';
import { centredAt, dragWindow, type Grip } from './strip.ts';
import { spanOf, type TimeWindow } from './timeWindow.ts';
import type { TimeWindowControl } from './useTimeWindow.ts';

interface Held {
  pointer: number;
  grip: Grip;
  fromX: number;
  window: TimeWindow;
}

/** Pointer handlers of the strip's track: a grip drags, a place beside the handle is jumped to. */
export function useStripDrag(
  track: RefObject<Element | null>,
  control: TimeWindowControl,
  limits: TimeWindow,
) {
  const held = useRef<Held>(undefined);
  const perPx = () => spanOf(limits) / Math.max(1, track.current?.clientWidth ?? 1);

  const onPointerDown = (event: PointerEvent<Element>) => {
    if (event.button !== 0 || held.current) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const touched = event.target instanceof Element ? event.target.closest('[data-grip]') : null;
    const target = touched?.getAttribute('data-grip');
    const grip = target === 'start' || target === 'end' ? target : 'middle';
    let { window } = control;
    if (!target) {
      const x = event.clientX - event.currentTarget.getBoundingClientRect().left;
      window = centredAt(window, limits.start + x * perPx());
      control.glide(window);
    }
    held.current = { pointer: event.pointerId, grip, fromX: event.clientX, window };
  };
  const onPointerMove = (event: PointerEvent<Element>) => {
    const { pointer, grip, fromX, window } = held.current ?? {};
    if (pointer !== event.pointerId || !grip || !window || fromX === undefined) return;
    const by = (event.clientX - fromX) * perPx();
    if (by !== 0) control.glide(dragWindow(window, grip, by, limits));
  };
  const onPointerUp = (event: PointerEvent<Element>) => {
    if (held.current?.pointer !== event.pointerId) return;
    held.current = undefined;
    control.settle();
  };
  return { onPointerDown, onPointerMove, onPointerUp, onPointerCancel: onPointerUp };
}
