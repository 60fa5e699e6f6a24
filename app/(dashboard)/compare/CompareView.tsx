'use client';
import { useMemo } from 'react';
import { AnnotationEditor } from '#app/_annotations/AnnotationEditor.tsx';
import type { Ask } from '#app/_charts/ask.ts';
import { limitsOf, type TimeWindow } from '#app/_charts/timeWindow.ts';
import { useTimeWindow } from '#app/_charts/useTimeWindow.ts';
import { useViewOptions } from '#app/_charts/useViewOptions.ts';
import type { ViewOptions } from '#app/_charts/viewOptions.ts';
import { overlaidAtMost } from './alignment.ts';
import { useCompareEditing } from './editing.ts';
import { Multiples } from './Multiples.tsx';
import { Overlay } from './Overlay.tsx';
import type { Compared } from './useComparison.ts';

interface CompareViewProps {
  compared: Compared;
  /** In drawn time: everything there is, and what is shown first. */
  first: number;
  last: number;
  initial: TimeWindow;
  firstAsk: Ask;
  firstOptions: ViewOptions;
}

/** Up to four users over each other, more of them beside each other; one window for all. */
export function CompareView(props: CompareViewProps) {
  const { compared, first, last, initial, firstAsk } = props;
  const extent = useMemo(() => ({ start: first, end: last }), [first, last]);
  const limits = useMemo(() => limitsOf(extent), [extent]);
  const control = useTimeWindow(initial, limits);
  const view = useViewOptions(props.firstOptions);
  const editing = useCompareEditing(compared.users);
  const Chart = compared.users.length > overlaidAtMost ? Multiples : Overlay;
  return (
    <>
      <Chart {...{ compared, control, extent, firstAsk, view }} onOpen={editing.open} />
      <AnnotationEditor
        annotating={editing.annotating}
        timeZone={editing.timeZone}
        outcome={editing.outcome}
        onOutcome={editing.setOutcome}
      />
    </>
  );
}
