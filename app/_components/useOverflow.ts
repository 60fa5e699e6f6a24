'use client';
import { type RefObject, useEffect, useState } from 'react';

const nothing = { before: false, after: false };
const slack = 2;

/**
 * Whether a row that scrolls in itself goes on beyond its edges; brings its current link into view.
 * @param current where the current link leads; undefined for none.
 */
export function useOverflow(ref: RefObject<HTMLElement | null>, current: string | undefined) {
  const [more, setMore] = useState(nothing);
  useEffect(() => {
    const row = ref.current;
    if (!row) return;
    const measure = () => {
      const before = row.scrollLeft > slack;
      const after = row.scrollLeft + row.clientWidth < row.scrollWidth - slack;
      setMore((known) =>
        known.before === before && known.after === after ? known : { before, after },
      );
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(row);
    row.addEventListener('scroll', measure, { passive: true });
    return () => {
      observer.disconnect();
      row.removeEventListener('scroll', measure);
    };
  }, [ref]);
  // Only the row is scrolled: scrollIntoView would move the page as well.
  useEffect(() => {
    const row = ref.current;
    const link = row?.querySelector<HTMLElement>(`[href="${current}"]`);
    if (!row || !link) return;
    row.scrollLeft = link.offsetLeft - (row.clientWidth - link.offsetWidth) / 2;
  }, [ref, current]);
  return more;
}
