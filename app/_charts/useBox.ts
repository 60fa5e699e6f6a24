'use client';
import { type RefObject, useLayoutEffect, useState } from 'react';
import type { Box } from './plot.ts';

/** The size of an element in CSS px, followed; a guess until it is known. */
export function useBox(ref: RefObject<HTMLElement | null>, guess: Box): Box {
  const [box, setBox] = useState(guess);
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return;
    const measure = () => {
      const { clientWidth: width, clientHeight: height } = element;
      setBox((known) =>
        known.width === width && known.height === height ? known : { width, height },
      );
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref]);
  return box;
}
