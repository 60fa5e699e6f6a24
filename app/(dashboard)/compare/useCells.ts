'use client';
import { type RefObject, useLayoutEffect, useState } from 'react';
import type { Box } from '#app/_charts/plot.ts';

export interface Cells {
  /** All of them together. */
  box: Box;
  /** Where each begins, px from the container's corner. */
  places: { x: number; y: number }[];
  cell: Box;
  columns: number;
}

/** Where the page has put the small charts: one canvas lies behind them all. */
export function useCells(
  container: RefObject<HTMLElement | null>,
  count: number,
): Cells | undefined {
  const [cells, setCells] = useState<Cells>();
  useLayoutEffect(() => {
    const element = container.current;
    if (!element) return;
    const measure = () => setCells(measured(element, count));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [container, count]);
  return cells;
}

function measured(element: HTMLElement, count: number): Cells {
  const corner = element.getBoundingClientRect();
  const plots = [...element.querySelectorAll('[data-cell]')].slice(0, count);
  const boxes = plots.map((plot) => plot.getBoundingClientRect());
  const places = boxes.map(({ left, top }) => ({ x: left - corner.left, y: top - corner.top }));
  const { width = 0, height = 0 } = boxes[0] ?? {};
  return {
    box: { width: element.clientWidth, height: element.clientHeight },
    places,
    cell: { width, height },
    columns: Math.max(1, new Set(places.map(({ x }) => Math.round(x))).size),
  };
}
