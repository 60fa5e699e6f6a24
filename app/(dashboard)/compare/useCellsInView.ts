'use client';
import { type RefObject, useEffect, useState } from 'react';

/** So far beyond the edge a chart is drawn before it is scrolled to. */
const ahead = '240px';

/** Which of the small charts are in view or nearly so, by their place; undefined while nobody knows. */
export function useCellsInView(
  container: RefObject<HTMLElement | null>,
  count: number,
): ReadonlySet<number> | undefined {
  const [inView, setInView] = useState<ReadonlySet<number>>();
  useEffect(() => {
    const plots = [...(container.current?.querySelectorAll('[data-cell]') ?? [])].slice(0, count);
    const observer = new IntersectionObserver(
      (entries) =>
        setInView((known) => {
          const next = new Set(known);
          for (const { target, isIntersecting } of entries) {
            const place = plots.indexOf(target);
            if (isIntersecting) next.add(place);
            else next.delete(place);
          }
          return next;
        }),
      { rootMargin: ahead },
    );
    for (const plot of plots) observer.observe(plot);
    return () => {
      observer.disconnect();
      setInView(undefined);
    };
  }, [container, count]);
  return inView;
}
