'use client';
/** The instant under the pointer, in whichever small chart that is: kept beside React, so that only what shows it is drawn anew. */
import { useCallback, useSyncExternalStore } from 'react';

interface Pointed {
  id: string;
  /** Drawn time, ms. */
  at: number;
}

export interface PointedInstant {
  subscribe: (listen: () => void) => () => void;
  get: () => number | undefined;
  /** @param at undefined where the pointer has left the chart of `id`. */
  set: (id: string, at: number | undefined) => void;
}

export function pointedInstant(): PointedInstant {
  const listeners = new Set<() => void>();
  let pointed: Pointed | undefined;
  return {
    subscribe: (listen) => {
      listeners.add(listen);
      return () => listeners.delete(listen);
    },
    get: () => pointed?.at,
    set: (id, at) => {
      // Another chart has been entered before this one was left.
      if (at === undefined && pointed?.id !== id) return;
      pointed = at === undefined ? undefined : { id, at };
      for (const listen of listeners) listen();
    },
  };
}

export function usePointed({ subscribe, get }: PointedInstant): number | undefined {
  const nowhere = useCallback(() => undefined, []);
  return useSyncExternalStore(subscribe, get, nowhere);
}
