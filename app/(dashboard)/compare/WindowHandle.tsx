'use client';
import { useId, useRef } from 'react';
import type { Margins } from '#app/_charts/plot.ts';
import type { TimeWindow } from '#app/_charts/timeWindow.ts';
import { useBox } from '#app/_charts/useBox.ts';
import { useGestures } from '#app/_charts/useGestures.ts';
import type { TimeWindowControl } from '#app/_charts/useTimeWindow.ts';
import { formatSpan } from '#app/_format/time.ts';
import type { DrawnTime } from './drawnTime.ts';
import styles from './Multiples.module.css';

interface WindowHandleProps {
  label: string;
  control: TimeWindowControl;
  whole: TimeWindow;
  time: DrawnTime;
}

const bare: Margins = { left: 0, right: 0, top: 0, bottom: 0 };
const guess = { width: 1_180, height: 40 };

/** The window of all small charts as one thing to hold: by keys, by wheel, by dragging. */
export function WindowHandle({ label, control, whole, time }: WindowHandleProps) {
  const handle = useRef<HTMLDivElement>(null);
  const box = useBox(handle, guess);
  useGestures(handle, { control, whole, box, margins: bare, selecting: false });
  const help = useId();
  const { start, end } = control.window;
  const words = time.axis?.spanWords(control.window) ?? formatSpan(start, end, time.zone);
  return (
    <>
      <div
        ref={handle}
        className={styles.handle}
        role="slider"
        tabIndex={0}
        aria-label={label}
        aria-describedby={help}
        aria-orientation="horizontal"
        aria-valuemin={whole.start}
        aria-valuemax={whole.end}
        aria-valuenow={(start + end) / 2}
        aria-valuetext={words}
      >
        {words}
      </div>
      <p id={help} className="visually-hidden">
        Arrow keys move all charts, plus and minus zoom, Home and End go to the ends, f shows
        everything, Escape goes back. With the mouse: wheel zooms, drag moves.
      </p>
    </>
  );
}
