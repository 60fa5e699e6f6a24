'use client';
import { useMemo, useState } from 'react';
import { type Flag, flagsOf } from '#app/_charts/annotationLayer.ts';
import type { Box, Margins } from '#app/_charts/plot.ts';
import type { TimeWindow } from '#app/_charts/timeWindow.ts';
import { annotationWords, kindWords, whenWords } from '#app/_format/annotation.ts';
import { plural } from '#app/_format/numbers.ts';
import type { Annotation } from '#lib/contract/annotations.ts';
import styles from './AnnotationFlags.module.css';
import { KindIcon } from './KindIcon.tsx';

interface AnnotationFlagsProps {
  annotations: readonly Annotation[];
  window: TimeWindow;
  box: Box;
  margins: Margins;
  /** Whose clock is shown. */
  timeZone: string;
  /** What to say of one instead of its time on that clock, such as whose it is. */
  whenOf?: ((annotation: Annotation) => string) | undefined;
  /** What a press on a flag does: one annotation, or several that share the flag. */
  onOpen: (annotations: Annotation[]) => void;
}

/** Lies over any plot: a flag where each annotation begins, read by pointer and by keyboard. */
export function AnnotationFlags(props: AnnotationFlagsProps) {
  const { annotations, window, box, margins, timeZone, onOpen } = props;
  const whenOf = props.whenOf ?? ((annotation) => whenWords(annotation, timeZone));
  const flags = useMemo(
    () => flagsOf(annotations, window, box, margins),
    [annotations, window, box, margins],
  );
  return (
    <ul className={styles.flags} aria-label="Annotations in view">
      {flags.map((flag) => (
        <FlagButton
          key={flag.annotations[0]?.id}
          flag={flag}
          top={margins.top + 5}
          side={flag.x > box.width / 2 ? 'left' : 'right'}
          whenOf={whenOf}
          onOpen={onOpen}
        />
      ))}
    </ul>
  );
}

interface FlagButtonProps extends Pick<AnnotationFlagsProps, 'onOpen'> {
  flag: Flag;
  whenOf: (annotation: Annotation) => string;
  top: number;
  /** Where the card has room. */
  side: 'left' | 'right';
}

function FlagButton({ flag, top, side, whenOf, onOpen }: FlagButtonProps) {
  const [read, setRead] = useState(false);
  const [first, ...more] = flag.annotations;
  if (!first) return null;
  const words = flag.annotations.map((annotation) =>
    annotationWords(annotation, whenOf(annotation)),
  );
  return (
    <li
      className={styles.flag}
      style={{ left: flag.x, top }}
      onPointerEnter={() => setRead(true)}
      onPointerLeave={() => setRead(false)}
    >
      <button
        type="button"
        className={styles.button}
        aria-label={
          more.length === 0
            ? words[0]
            : `${plural(words.length, 'annotation')}: ${words.join('; ')}`
        }
        data-annotations={flag.annotations.map(({ id }) => id).join(' ')}
        onFocus={() => setRead(true)}
        onBlur={() => setRead(false)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') setRead(false);
        }}
        onClick={() => onOpen(flag.annotations)}
      >
        {more.length === 0 ? <KindIcon kind={first.kind} /> : flag.annotations.length}
      </button>
      {read ? <Card annotations={flag.annotations} side={side} whenOf={whenOf} /> : null}
    </li>
  );
}

const listed = 4;

/** What the flag's button is called already, for the eyes. */
function Card({
  annotations,
  side,
  whenOf,
}: { annotations: Annotation[] } & Pick<FlagButtonProps, 'side' | 'whenOf'>) {
  return (
    <div className={styles.card} data-side={side} aria-hidden="true">
      {annotations.slice(0, listed).map((annotation) => (
        <div key={annotation.id} className={styles.entry}>
          <p className={styles.kind}>
            <KindIcon kind={annotation.kind} /> {kindWords(annotation.kind)}
          </p>
          <p className={styles.when}>{whenOf(annotation)}</p>
          {annotation.text === '' ? null : <p className={styles.text}>{annotation.text}</p>}
        </div>
      ))}
      {annotations.length > listed ? (
        <p className={styles.when}>and {annotations.length - listed} more</p>
      ) : null}
    </div>
  );
}
