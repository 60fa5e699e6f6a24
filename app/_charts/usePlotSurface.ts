'use client';
import { useMemo, useRef } from 'react';
import { type Box, type Margins, shareOf } from './plot.ts';
import { spanOf, type TimeWindow } from './timeWindow.ts';
import { useBox } from './useBox.ts';
import { useGestures } from './useGestures.ts';
import type { TimeWindowControl } from './useTimeWindow.ts';

interface SurfaceOptions {
  control: TimeWindowControl;
  /** Everything there is to see. */
  whole: TimeWindow;
  /** The margins that suit a box of this size. */
  marginsOf: (box: Box) => Margins;
  /** Whether a drag selects a stretch instead of moving the picture. */
  selecting: boolean;
  /** What becomes of a selected stretch; it is zoomed to unless told. */
  onSelect?: ((stretch: TimeWindow) => void) | undefined;
}

const guess = { width: 1_180, height: 440 };
const nearPx = 8;

/** The plot's element, its size, and what pointer and keys do on it. */
export function usePlotSurface(options: SurfaceOptions) {
  const { control, whole, marginsOf, selecting, onSelect } = options;
  const plotRef = useRef<HTMLDivElement>(null);
  const box = useBox(plotRef, guess);
  const margins = useMemo(() => marginsOf(box), [marginsOf, box]);
  const gestures = useGestures(plotRef, {
    control,
    whole,
    box,
    margins,
    selecting,
    onSelect,
  });
  const { hover } = gestures;
  const plotWidth = Math.max(1, box.width - margins.left - margins.right);
  const share = hover === undefined ? -1 : shareOf(hover, box, margins);
  const span = spanOf(control.window);
  return {
    plotRef,
    box,
    margins,
    plotWidth,
    selection: gestures.selection,
    /** Instant under the pointer, ms UTC; undefined when it is elsewhere. */
    pointerAt: share < 0 || share > 1 ? undefined : control.window.start + share * span,
    /** How much time a few pixels are, ms. */
    tolerance: (span / plotWidth) * nearPx,
  };
}
export type PlotSurface = ReturnType<typeof usePlotSurface>;
