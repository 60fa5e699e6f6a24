'use client';
import { lazy, type ReactNode, Suspense, useId, useRef, useState } from 'react';
import type { LocalDate } from '#lib/time/dateArithmetic.ts';
import controls from './controls.module.css';
import styles from './DatePicker.module.css';

const MonthPicker = lazy(() => import('./MonthPicker.tsx'));

interface DatePickerProps {
  /** What is on the button. */
  children: ReactNode;
  /** Says to screen readers what the button is for. */
  label: string;
  chosen: LocalDate;
  /** The days that may be chosen, both included. */
  first: LocalDate;
  last: LocalDate;
  onChoose: (date: LocalDate) => void;
}

/** A button that opens a month to choose a day from; the month itself is loaded when it is opened. */
export function DatePicker({ children, label, onChoose, ...days }: DatePickerProps) {
  const id = useId();
  const popover = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  return (
    <div className={styles.picker}>
      <button
        type="button"
        className={`${controls.button} ${styles.button}`}
        popoverTarget={id}
        aria-haspopup="dialog"
      >
        <span className="visually-hidden">{label}: </span>
        {children}
        <svg viewBox="0 0 16 16" aria-hidden="true" className={styles.mark}>
          <path d="M4 6l4 4 4-4" />
        </svg>
      </button>
      <div
        ref={popover}
        id={id}
        popover="auto"
        role="dialog"
        aria-label={label}
        className={styles.popover}
        onToggle={({ newState }) => setOpen(newState === 'open')}
      >
        {open ? (
          <Suspense fallback={<p role="status">Loading the calendar…</p>}>
            <MonthPicker
              {...days}
              onChoose={(date) => {
                popover.current?.hidePopover();
                onChoose(date);
              }}
            />
          </Suspense>
        ) : null}
      </div>
    </div>
  );
}
