/** The plot's geometry: where the grid lies in its box, and instants and bpm as pixels in it. */
import type { BpmScale } from './bpmAxis.ts';
import { spanOf, type TimeWindow } from './timeWindow.ts';

/** Margins in px around the grid; the labels live there. */
export interface Margins {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

export const margins: Margins = { left: 40, right: 16, top: 12, bottom: 48 };

export interface Box {
  width: number;
  height: number;
}

const roomForNamesPx = 560;

/** With room for names at the lines' ends, where the box is wide enough to have any to spare. */
export function namedMargins(box: Box): Margins {
  return box.width > roomForNamesPx ? { ...margins, right: 104 } : margins;
}

export function xOf(at: number, window: TimeWindow, box: Box, margin: Margins): number {
  const width = box.width - margin.left - margin.right;
  return margin.left + ((at - window.start) / spanOf(window)) * width;
}

/** Where in the window a pixel lies: 0 at its left edge, 1 at its right. */
export function shareOf(x: number, box: Box, margin: Margins): number {
  return (x - margin.left) / Math.max(1, box.width - margin.left - margin.right);
}

export function yOf(bpm: number, scale: BpmScale, box: Box, margin: Margins): number {
  const height = box.height - margin.top - margin.bottom;
  return margin.top + (1 - (bpm - scale.min) / (scale.max - scale.min)) * height;
}

/** How many time labels fit beside each other. */
export function tickCount(box: Box, margin: Margins): number {
  return Math.max(3, Math.floor((box.width - margin.left - margin.right) / 84));
}

/** Moves labels apart so that each has `height` px; input and answer in px, in the same order. */
export function spreadLabels(ys: readonly number[], height: number): number[] {
  const order = ys.map((y, index) => ({ y, index })).sort((a, b) => a.y - b.y);
  for (let index = 1; index < order.length; index++) {
    const above = order[index - 1];
    const label = order[index];
    if (above && label) label.y = Math.max(label.y, above.y + height);
  }
  const spread = [...ys];
  for (const { y, index } of order) spread[index] = y;
  return spread;
}
