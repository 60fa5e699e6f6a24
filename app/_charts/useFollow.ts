'use client';
import { useEffect, useRef } from 'react';
import { followWindow, type TimeWindow } from './timeWindow.ts';
import type { TimeWindowControl } from './useTimeWindow.ts';

/** Lets a window that shows the newest data go along when there are newer ones. */
export function useFollow({ window, follow }: TimeWindowControl, extent: TimeWindow): void {
  const known = useRef(extent.end);
  useEffect(() => {
    const oldEnd = known.current;
    if (oldEnd === extent.end) return;
    known.current = extent.end;
    const next = followWindow(window, oldEnd, extent);
    if (next !== window) follow(next);
  }, [window, follow, extent]);
}
