'use client';
import type { KeyboardEvent, PointerEvent } from 'react';
import styles from './ReadingSurface.module.css';

interface ReadingSurfaceProps {
  /** Names the picture for those who cannot see it. */
  label: string;
  /** How many places can be read, side by side. */
  count: number;
  /** The place that is read, 0 to `count` − 1; undefined when none is. */
  at: number | undefined;
  onAt: (at: number | undefined) => void;
  /** The picture, or the place that is read, in words. */
  text: string;
  /** What Enter and a click do with the place. */
  onChoose?: ((at: number) => void) | undefined;
}

const bigStep = 10;

/** Lies over a picture and reads it from left to right: by pointer, finger or arrow keys. */
export function ReadingSurface({ label, count, at, onAt, text, onChoose }: ReadingSurfaceProps) {
  const last = Math.max(0, count - 1);
  const under = ({ currentTarget, clientX }: PointerEvent<HTMLElement>) => {
    const box = currentTarget.getBoundingClientRect();
    const share = (clientX - box.left) / Math.max(1, box.width);
    return Math.min(last, Math.max(0, Math.floor(share * count)));
  };
  const press = (event: KeyboardEvent<HTMLElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Enter' && onChoose && at !== undefined) return onChoose(at);
    if (event.key === 'Escape') return onAt(undefined);
    const next = stepped(event.key, at, last);
    if (next === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    onAt(next);
  };
  return (
    <div
      role="slider"
      tabIndex={0}
      className={styles.surface}
      data-choosable={onChoose !== undefined}
      aria-label={label}
      aria-orientation="horizontal"
      aria-valuemin={0}
      aria-valuemax={last}
      aria-valuenow={at ?? last}
      aria-valuetext={text}
      onKeyDown={press}
      onPointerDown={(event) => onAt(under(event))}
      onPointerMove={(event) => onAt(under(event))}
      onPointerLeave={({ pointerType }) => pointerType === 'mouse' && onAt(undefined)}
      onBlur={() => onAt(undefined)}
      onClick={() => at !== undefined && onChoose?.(at)}
    />
  );
}

/** Where a key leads: arrows by one, Page keys by ten, Home and End; undefined for any other. */
function stepped(key: string, at: number | undefined, last: number): number | undefined {
  const from = at ?? last;
  const to = {
    ArrowLeft: from - (at === undefined ? 0 : 1),
    ArrowRight: from + 1,
    PageUp: from - bigStep,
    PageDown: from + bigStep,
    Home: 0,
    End: last,
  }[key];
  return to === undefined ? undefined : Math.min(last, Math.max(0, to));
}
