'use client';
import type { ReactNode } from 'react';
import { ChartToolbar } from '#app/_charts/ChartToolbar.tsx';
import { day, hour, type TimeWindow, zoomWindow } from '#app/_charts/timeWindow.ts';
import type { TimeWindowControl } from '#app/_charts/useTimeWindow.ts';
import type { useViewOptions } from '#app/_charts/useViewOptions.ts';
import { toggleLayer } from '#app/_charts/viewOptions.ts';
import controls from '#app/_components/controls.module.css';
import styles from './CompareTools.module.css';
import { relativeSpan } from './relativeTime.ts';

interface RangesProps {
  control: TimeWindowControl;
  /** In drawn time. */
  extent: TimeWindow;
  /** Whether it is the time since something. */
  relative: boolean;
  zone: string;
  selecting: boolean;
  onSelecting: (selecting: boolean) => void;
}

/** The ranges of a clock, or those around an annotation. */
export function Ranges({ control, extent, relative, zone, selecting, onSelecting }: RangesProps) {
  if (!relative) {
    return <ChartToolbar {...{ control, extent, selecting, onSelecting }} timeZone={zone} />;
  }
  const { window, jump } = control;
  const ranges = [
    { label: 'Day after', range: { start: -6 * hour, end: day } },
    { label: 'A day around', range: { start: -day, end: day } },
    { label: 'A week around', range: { start: -7 * day, end: 7 * day } },
    { label: 'All', range: extent },
  ];
  return (
    <div className={styles.ranges}>
      <fieldset className={controls.segments}>
        <legend className="visually-hidden">Range</legend>
        {ranges.map(({ label, range }) => (
          <button
            key={label}
            type="button"
            className={controls.segment}
            aria-pressed={window.start === range.start && window.end === range.end}
            onClick={() => jump(range)}
          >
            {label}
          </button>
        ))}
      </fieldset>
      <span className={styles.span}>{relativeSpan(window)}</span>
      <button type="button" className={controls.button} onClick={() => jump(zoomWindow(window, 2))}>
        Zoom out
      </button>
      <button
        type="button"
        className={controls.button}
        onClick={() => jump(zoomWindow(window, 0.5))}
      >
        Zoom in
      </button>
    </div>
  );
}

interface CompareOptionsProps {
  view: ReturnType<typeof useViewOptions>;
  /** What to take away. */
  children: ReactNode;
}

export function CompareOptions({ view: { options, choose }, children }: CompareOptionsProps) {
  return (
    <div className={styles.options}>
      <button
        type="button"
        className={`${controls.button} ${controls.small}`}
        aria-pressed={options.layers.includes('annotations')}
        onClick={() => choose(toggleLayer(options, 'annotations'))}
      >
        Annotations
      </button>
      {children}
    </div>
  );
}
