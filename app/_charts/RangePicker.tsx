'use client';
import { lazy, Suspense, type ToggleEvent, useRef, useState } from 'react';
import controls from '#app/_components/controls.module.css';
import { formatSpan } from '#app/_format/time.ts';
import styles from './RangePicker.module.css';
import type { TimeWindow } from './timeWindow.ts';
import type { TimeWindowControl } from './useTimeWindow.ts';

interface RangePickerProps {
  control: TimeWindowControl;
  /** From the first to the last sample. */
  extent: TimeWindow;
  timeZone: string;
}

const RangeForms = lazy(() => import('./RangeForms.tsx'));
const id = 'range-picker';

/** The window in words, and behind it every way to name another; those are loaded when first asked for. */
export function RangePicker({ control, extent, timeZone }: RangePickerProps) {
  const [wanted, setWanted] = useState(false);
  const popover = useRef<HTMLDivElement>(null);
  const { start, end } = control.window;
  return (
    <>
      <button type="button" className={`${controls.button} ${styles.range}`} popoverTarget={id}>
        <span className="visually-hidden">Choose dates: </span>
        {formatSpan(start, end, timeZone)}
      </button>
      <div
        ref={popover}
        id={id}
        popover="auto"
        role="dialog"
        aria-label="Choose dates"
        className={styles.popover}
        onToggle={(event: ToggleEvent) => setWanted(event.newState === 'open')}
      >
        {wanted ? (
          <Suspense fallback={<p role="status">Opening the calendar…</p>}>
            <RangeForms
              {...{ control, extent, timeZone }}
              onDone={() => popover.current?.hidePopover()}
            />
          </Suspense>
        ) : null}
      </div>
    </>
  );
}
