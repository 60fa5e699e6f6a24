'use client';
import dynamic from 'next/dynamic';
import controls from '#app/_components/controls.module.css';
import { kindWords } from '#app/_format/annotation.ts';
import { useSaveAnnotation } from '#app/_queries/annotations.ts';
import styles from './AnnotationEditor.module.css';
import type { Annotating, Outcome } from './useAnnotating.ts';

/** Loaded when the first annotation is written: most visits only look. */
const AnnotationDialog = dynamic(
  async () => (await import('./AnnotationDialog.tsx')).AnnotationDialog,
);

interface AnnotationEditorProps {
  annotating: Pick<Annotating, 'edited' | 'close'>;
  /** Whose clock is shown. */
  timeZone: string;
  /** What became of the last annotation. */
  outcome: Outcome | undefined;
  onOutcome: (outcome: Outcome) => void;
}

/** The form while it is open, and what became of the last annotation, with a way back. */
export function AnnotationEditor(props: AnnotationEditorProps) {
  const { annotating, timeZone, outcome, onOutcome } = props;
  const { edited, close } = annotating;
  return (
    <>
      <AnnotationOutcome outcome={outcome} onUndone={onOutcome} />
      {edited ? (
        <AnnotationDialog
          key={edited.id ?? 'new'}
          edited={edited}
          timeZone={timeZone}
          onClose={close}
          onDone={(next) => {
            onOutcome(next);
            close();
          }}
        />
      ) : null}
    </>
  );
}

interface AnnotationOutcomeProps {
  outcome: Outcome | undefined;
  onUndone: (outcome: Outcome) => void;
}

/** Says what happened; what was deleted can be brought back as long as this is on screen. */
function AnnotationOutcome({ outcome, onUndone }: AnnotationOutcomeProps) {
  const { annotation } = outcome ?? {};
  const save = useSaveAnnotation(annotation?.userId ?? '');
  const restore = () => {
    if (!annotation) return;
    const { kind, start, end, text } = annotation;
    save.mutate(
      { draft: { kind, start, end, text } },
      { onSuccess: (made) => onUndone({ what: 'restored', annotation: made }) },
    );
  };
  return (
    <div role="status" className={styles.outcome}>
      {outcome && annotation ? (
        <p className={styles.said}>
          {kindWords(annotation.kind)} {outcome.what}.
          {save.error ? ` Not brought back: ${save.error.message}` : ''}
          {outcome.what === 'deleted' ? (
            <button
              type="button"
              className={`${controls.button} ${styles.undo}`}
              disabled={save.isPending}
              onClick={restore}
            >
              Undo
            </button>
          ) : null}
        </p>
      ) : null}
    </div>
  );
}
