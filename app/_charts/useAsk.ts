'use client';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { type Ask, askFor, pointsFor, serves, unlessSame } from './ask.ts';
import type { TimeWindow } from './timeWindow.ts';

const pauseMs = 60;

/** Finds a question that is answered already and serves the view. */
export type Known = (window: TimeWindow, points: number) => Ask | undefined;

interface AskOptions {
  pointsOf?: (widthPx: number, window: TimeWindow) => number;
  send?: (ask: Ask) => void;
}

/**
 * What to ask for the window in view: unchanged while the last question still serves, else one that
 * is answered already, else a new one at once, but at most one in `pauseMs` however fast the gesture is.
 * Decided before the frame is painted, so that an answer that is here is in it.
 * @param send called with each new question, two frames before React would have it asked.
 */
export function useAsk(
  window: TimeWindow,
  plotWidth: number,
  first: Ask,
  known?: Known,
  { pointsOf = pointsFor, send }: AskOptions = {},
): Ask {
  const [ask, setAsk] = useState(first);
  const points = pointsOf(plotWidth, window);
  const wanted = useRef({ window, points });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const asked = useRef(0);
  useLayoutEffect(() => {
    wanted.current = { window, points };
    const ready = serves(ask, window, points) ? ask : known?.(window, points);
    if (ready) {
      clearTimeout(timer.current);
      timer.current = undefined;
      setAsk((before) => unlessSame(before, ready));
      return;
    }
    if (timer.current !== undefined) return;
    const begin = () => {
      timer.current = undefined;
      asked.current = performance.now();
      const next = askFor(wanted.current.window, wanted.current.points);
      send?.(next);
      setAsk(next);
    };
    const wait = asked.current + pauseMs - performance.now();
    if (wait > 0) timer.current = setTimeout(begin, wait);
    else begin();
  }, [ask, window, points, known, send]);
  useEffect(
    () => () => {
      clearTimeout(timer.current);
      timer.current = undefined;
    },
    [],
  );
  return ask;
}
