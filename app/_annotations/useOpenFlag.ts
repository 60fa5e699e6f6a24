'use client';
import { windowAround } from '#app/_charts/annotationLayer.ts';
import { spanOf } from '#app/_charts/timeWindow.ts';
import type { TimeWindowControl } from '#app/_charts/useTimeWindow.ts';
import type { Annotation } from '#lib/contract/annotations.ts';
import type { Annotating } from './useAnnotating.ts';

/** A flag of one annotation opens it; one of several zooms until they are apart, if that helps. */
export function useOpenFlag(
  { edit }: Pick<Annotating, 'edit'>,
  control: Pick<TimeWindowControl, 'window' | 'jump'>,
) {
  return (annotations: Annotation[]) => {
    const [first, ...more] = annotations;
    if (!first) return;
    const closer = windowAround(annotations);
    const helps = more.some(({ start }) => start !== first.start);
    if (helps && spanOf(closer) < spanOf(control.window) * 0.9) control.jump(closer);
    else edit(first);
  };
}
