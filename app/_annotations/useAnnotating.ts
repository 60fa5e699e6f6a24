'use client';
import { useCallback, useState } from 'react';
import { spanOf, type TimeWindow } from '#app/_charts/timeWindow.ts';
import type { AnnotationDraft } from '#app/_queries/annotations.ts';
import type { Annotation } from '#lib/contract/annotations.ts';

/** What the form is open for: a new annotation, or one there is. */
export interface Edited {
  userId: string;
  /** Absent while it is new. */
  id?: number;
  draft: AnnotationDraft;
}

/** What became of an annotation. */
export interface Outcome {
  what: 'saved' | 'deleted' | 'restored';
  annotation: Annotation;
}

const coarseFrom = 30 * 60_000;

/** Whole seconds, or whole minutes where nobody can mean seconds. */
function rounded({ start, end }: TimeWindow): TimeWindow {
  const unit = spanOf({ start, end }) >= coarseFrom ? 60_000 : 1_000;
  const from = Math.round(start / unit) * unit;
  return { start: from, end: Math.max(Math.round(end / unit) * unit, from + unit) };
}

/** Which annotation is being written, and whether a drag over the plot chooses its stretch. */
export function useAnnotating() {
  const [edited, setEdited] = useState<Edited>();
  const [armed, setArmed] = useState(false);
  const annotate = useCallback((userId: string, stretch: TimeWindow) => {
    setArmed(false);
    setEdited({ userId, draft: { kind: 'note', ...rounded(stretch), text: '' } });
  }, []);
  const edit = useCallback(({ userId, id, ...content }: Annotation) => {
    const { kind, start, end, text } = content;
    setEdited({ userId, id, draft: { kind, start, end, text } });
  }, []);
  const close = useCallback(() => setEdited(undefined), []);
  return { edited, armed, setArmed, annotate, edit, close };
}
export type Annotating = ReturnType<typeof useAnnotating>;
