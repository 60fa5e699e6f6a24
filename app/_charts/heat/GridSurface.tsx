'use client';
import type { KeyboardEvent, ReactNode } from 'react';
import styles from './GridSurface.module.css';

interface GridSurfaceProps {
  label: string;
  /** The cell that is read, or the whole picture, in words. */
  text: string;
  count: number;
  /** Which cell is read, 0 to `count` − 1; undefined when none is. */
  at: number | undefined;
  /** @returns whether the key was one of the grid's. */
  onKey: (key: string) => boolean;
  onChoose: () => void;
  onLeave: () => void;
  /** The picture; it takes the pointer itself. */
  children: ReactNode;
}

/**
 * A picture of many cells for keyboards and screen readers: one slider through all of them, which
 * two directions of keys move. Thousands of elements with a role of their own would be slow.
 */
export function GridSurface(props: GridSurfaceProps) {
  const { label, text, count, at, onKey, onChoose, onLeave, children } = props;
  const press = (event: KeyboardEvent<HTMLElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Enter' && at !== undefined) return onChoose();
    if (event.key === 'Escape') return onLeave();
    if (onKey(event.key)) event.preventDefault();
  };
  return (
    <div
      role="slider"
      tabIndex={0}
      className={styles.grid}
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={Math.max(0, count - 1)}
      aria-valuenow={at ?? Math.max(0, count - 1)}
      aria-valuetext={text}
      onKeyDown={press}
    >
      {children}
    </div>
  );
}
