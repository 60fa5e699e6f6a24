'use client';
import { useCallback, useEffect, useState } from 'react';
import { machineTimeZone } from '#lib/time/timeZone.ts';
import { type Clock, parseViewOptions, type ViewOptions, writeViewOptions } from './viewOptions.ts';

/** Layers and clock, mirrored in the address; no entry of the history, for they are no zoom. */
export function useViewOptions(initial: ViewOptions) {
  const [options, setOptions] = useState(initial);
  const choose = useCallback((next: ViewOptions) => {
    setOptions(next);
    const url = new URL(globalThis.location.href);
    writeViewOptions(next, url.searchParams);
    globalThis.history.replaceState(null, '', url);
  }, []);
  useEffect(() => {
    const follow = () => {
      const query = new URLSearchParams(globalThis.location.search);
      setOptions(parseViewOptions(query.get('layers'), query.get('clock')));
    };
    globalThis.addEventListener('popstate', follow);
    return () => globalThis.removeEventListener('popstate', follow);
  }, []);
  return { options, choose };
}

/** The zone to show times in. The viewer's own is known in the browser only, so it comes after the first view. */
export function useClockZone(clock: Clock, userZone: string): string {
  const [own, setOwn] = useState(userZone);
  useEffect(() => setOwn(machineTimeZone()), []);
  return { user: userZone, utc: 'UTC', own }[clock];
}
