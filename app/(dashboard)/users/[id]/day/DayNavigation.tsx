'use client';
import { type ReactNode, useEffect } from 'react';
import controls from '#app/_components/controls.module.css';
import { DatePicker } from '#app/_components/DatePicker.tsx';
import { formatLocalDate } from '#app/_format/time.ts';
import { addDays, type LocalDate } from '#lib/time/dateArithmetic.ts';
import type { DataDays } from '../dataDays.ts';
import { Step } from '../SpanControls.tsx';
import styles from './DayNavigation.module.css';

interface DayNavigationProps {
  date: LocalDate;
  days: DataDays;
  onDate: (date: LocalDate) => void;
  /** Where else to go from this day. */
  children: ReactNode;
}

/** A day back and forth by buttons and arrow keys, and any day from a calendar. */
export function DayNavigation({ date, days, onDate, children }: DayNavigationProps) {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const step = stepOf(event);
      const next = addDays(date, step);
      if (step === 0 || next < days.first || next > days.last) return;
      event.preventDefault();
      onDate(next);
    };
    globalThis.addEventListener('keydown', press);
    return () => globalThis.removeEventListener('keydown', press);
  }, [date, days, onDate]);
  return (
    <nav aria-label="Days" className={styles.navigation}>
      <Step
        label="Day before"
        path="M12 4l-6 6 6 6"
        off={date <= days.first}
        onClick={() => onDate(addDays(date, -1))}
      />
      <DatePicker label="Choose a day" chosen={date} {...days} onChoose={onDate}>
        <span aria-live="polite">{formatLocalDate(date)}</span>
      </DatePicker>
      <Step
        label="Day after"
        path="M8 4l6 6-6 6"
        off={date >= days.last}
        onClick={() => onDate(addDays(date, 1))}
      />
      {date === days.last ? null : (
        <button type="button" className={controls.button} onClick={() => onDate(days.last)}>
          Last day
        </button>
      )}
      <div className={styles.elsewhere}>{children}</div>
    </nav>
  );
}

const ownKeys =
  'input, select, textarea, [role="slider"], [role="grid"], [role="dialog"], [popover]';

/** −1 or 1 for the plain arrow keys, unless what has the focus uses them itself. */
function stepOf(event: KeyboardEvent): -1 | 0 | 1 {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey)
    return 0;
  if (event.target instanceof Element && event.target.closest(ownKeys)) return 0;
  if (event.key === 'ArrowLeft') return -1;
  return event.key === 'ArrowRight' ? 1 : 0;
}
