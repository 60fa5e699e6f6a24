'use client';
import { useEffect, useRef, useState } from 'react';
import { type Ask, askFor, pointsFor, serves } from './ask.ts';
import type { TimeWindow } from './timeWindow.ts';

const pauseMs = 60;

/** Finds a question that is answered already and serves the view. */
export type Known = (window: TimeWindow, points: number) => Ask | undefined;

/**
 * What to ask for the window in view: unchanged while the last question still serves, else one that
 * is answered already, else a new one at once, but at most one in `pauseMs` however fast the gesture is.
 */
export function useAsk(
  window: TimeWindow,
  plotWidth: number,
  first: Ask,
  known?: Known,
  pointsOf = pointsFor,
): Ask {
  const [ask, setAsk] = useState(first);
  const points = pointsOf(plotWidth, window);
  const wanted = useRef({ window, points });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const asked = useRef(0);
  useEffect(() => {
    wanted.current = { window, points };
    const ready = serves(ask, window, points) ? ask : known?.(window, points);
    if (ready) {
      clearTimeout(timer.current);
      timer.current = undefined;
      setAsk(ready);
      return;
    }
    if (timer.current !== undefined) return;
    const begin = () => {
      timer.current = undefined;
      asked.current = performance.now();
      setAsk(askFor(wanted.current.window, wanted.current.points));
    };
    const wait = asked.current + pauseMs - performance.now();
    if (wait > 0) timer.current = setTimeout(begin, wait);
    else begin();
  }, [ask, window, points, known]);
  useEffect(
    () => () => {
      clearTimeout(timer.current);
      timer.current = undefined;
    },
    [],
  );
  return ask;
}
