'use client';
import { useCallback, useEffect, useRef, useState } from 'react';
import { clampWindow, parseWindow, type TimeWindow, windowParameters } from './timeWindow.ts';

const settleMs = 400;

interface Gesture {
  latest: TimeWindow;
  settle: ReturnType<typeof setTimeout> | undefined;
}

function writeAddress(window: TimeWindow, how: 'pushState' | 'replaceState'): void {
  const url = new URL(globalThis.location.href);
  const { start, end } = windowParameters(window);
  url.searchParams.set('start', start);
  url.searchParams.set('end', end);
  globalThis.history[how](null, '', url);
}

function windowOfAddress(): TimeWindow | undefined {
  const query = new URLSearchParams(globalThis.location.search);
  return parseWindow(query.get('start') ?? undefined, query.get('end') ?? undefined);
}

/**
 * The window in view, mirrored in the address: a gesture makes one entry of the history, however
 * many steps it has, so that back and forward walk the zooms. It is written when the gesture is
 * over, for the router sees to every change of the address and would do so at every step.
 */
export function useTimeWindow(initial: TimeWindow, limits: TimeWindow) {
  const [window, setWindow] = useState(initial);
  const gesture = useRef<Gesture>(undefined);
  const depth = useRef(0);

  const settle = useCallback(() => {
    const ended = gesture.current;
    if (!ended) return;
    gesture.current = undefined;
    clearTimeout(ended.settle);
    depth.current += 1;
    writeAddress(ended.latest, 'pushState');
  }, []);

  /** One step of a gesture that goes on until it settles, or until nothing came for a moment. */
  const glide = useCallback(
    (next: TimeWindow) => {
      const latest = clampWindow(next, limits);
      setWindow(latest);
      clearTimeout(gesture.current?.settle);
      gesture.current = { latest, settle: setTimeout(settle, settleMs) };
    },
    [limits, settle],
  );

  /** A gesture of one step: a button, a preset, a selection. */
  const jump = useCallback(
    (next: TimeWindow) => {
      settle();
      const latest = clampWindow(next, limits);
      setWindow(latest);
      depth.current += 1;
      writeAddress(latest, 'pushState');
    },
    [limits, settle],
  );

  /** The window goes along with something: no gesture, and no entry of the history. */
  const follow = useCallback(
    (next: TimeWindow) => {
      settle();
      const latest = clampWindow(next, limits);
      setWindow(latest);
      writeAddress(latest, 'replaceState');
    },
    [limits, settle],
  );

  const back = useCallback(() => {
    settle();
    if (depth.current > 0) globalThis.history.back();
  }, [settle]);

  useEffect(() => {
    const follow = () => {
      depth.current = Math.max(0, depth.current - 1);
      setWindow(clampWindow(windowOfAddress() ?? initial, limits));
    };
    globalThis.addEventListener('popstate', follow);
    return () => globalThis.removeEventListener('popstate', follow);
  }, [initial, limits]);

  useEffect(() => () => clearTimeout(gesture.current?.settle), []);

  return { window, glide, jump, follow, settle, back };
}
export type TimeWindowControl = ReturnType<typeof useTimeWindow>;
