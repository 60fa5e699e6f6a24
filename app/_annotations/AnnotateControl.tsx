'use client';
import { type RefObject, useEffect, useEffectEvent } from 'react';
import controls from '#app/_components/controls.module.css';
import styles from './AnnotateControl.module.css';

interface AnnotateButtonProps {
  armed: boolean;
  onArmed: (armed: boolean) => void;
}

/** Lets the next drag over the plot choose the stretch. */
export function AnnotateButton({ armed, onArmed }: AnnotateButtonProps) {
  return (
    <button
      type="button"
      className={`${controls.button} ${controls.small}`}
      aria-pressed={armed}
      title="Write down what happened (a, on the chart)"
      onClick={() => onArmed(!armed)}
    >
      <svg viewBox="0 0 20 20" className={styles.pen} aria-hidden="true">
        <path d="M4 16l1-4 8.5-8.5a1.8 1.8 0 0 1 3 3L8 15zM12 5l3 3" />
      </svg>
      Annotate
    </button>
  );
}

interface AnnotateHintProps {
  /** Annotates all that is shown. */
  onWindow: () => void;
  onCancel: () => void;
}

/** What to do now, for hands with and without a pointer. */
export function AnnotateHint({ onWindow, onCancel }: AnnotateHintProps) {
  return (
    <div className={styles.hint} role="status">
      <p>Drag over the stretch to annotate, or take</p>
      <button type="button" className={controls.button} onClick={onWindow}>
        All that is shown
      </button>
      <button type="button" className={controls.button} onClick={onCancel}>
        Cancel
      </button>
    </div>
  );
}

/** On the plot, `a` annotates what is shown. */
export function useAnnotateKey(plot: RefObject<HTMLElement | null>, annotate: () => void): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.key !== 'a') return;
    event.preventDefault();
    annotate();
  });
  useEffect(() => {
    const element = plot.current;
    const listen = (event: KeyboardEvent) => onKey(event);
    element?.addEventListener('keydown', listen);
    return () => element?.removeEventListener('keydown', listen);
  }, [plot]);
}
