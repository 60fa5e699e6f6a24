'use client';
import { useEffect, useRef, useState } from 'react';
import { type Ask, askFor, pointsFor, serves } from './ask.ts';
import type { TimeWindow } from './timeWindow.ts';

const pauseMs = 60;

/**
 * What to ask for the window in view: unchanged while the last question still serves, else a new one,
 * at most one in `pauseMs` however fast the gesture is.
 */
export function useAsk(window: TimeWindow, plotWidth: number, first: Ask): Ask {
  const [ask, setAsk] = useState(first);
  const points = pointsFor(plotWidth, window);
  const wanted = useRef({ window, points });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    wanted.current = { window, points };
    if (timer.current !== undefined || serves(ask, window, points)) return;
    timer.current = setTimeout(() => {
      timer.current = undefined;
      setAsk(askFor(wanted.current.window, wanted.current.points));
    }, pauseMs);
  }, [ask, window, points]);
  useEffect(
    () => () => {
      clearTimeout(timer.current);
      timer.current = undefined;
    },
    [],
  );
  return ask;
}
