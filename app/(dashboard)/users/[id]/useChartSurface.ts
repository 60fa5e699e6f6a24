'use client';
import { useState } from 'react';
import { useAnnotateKey } from '#app/_annotations/AnnotateControl.tsx';
import { useAnnotating } from '#app/_annotations/useAnnotating.ts';
import { margins } from '#app/_charts/plot.ts';
import type { TimeWindow } from '#app/_charts/timeWindow.ts';
import { usePlotSurface } from '#app/_charts/usePlotSurface.ts';
import type { TimeWindowControl } from '#app/_charts/useTimeWindow.ts';

const plainMargins = () => margins;

/** The plot under the pointer, and what a drag over it means: to move, to choose a range, to annotate. */
export function useChartSurface(userId: string, control: TimeWindowControl, extent: TimeWindow) {
  const [selecting, setSelecting] = useState(false);
  const annotating = useAnnotating();
  const annotate = (stretch: TimeWindow) => annotating.annotate(userId, stretch);
  const choosing = selecting || annotating.armed;
  const surface = usePlotSurface({
    control,
    whole: extent,
    marginsOf: plainMargins,
    selecting: choosing,
    onSelect: annotating.armed ? annotate : undefined,
  });
  useAnnotateKey(surface.plotRef, () => annotate(control.window));
  return { surface, selecting, setSelecting, choosing, annotating, annotate };
}
