'use client';
import { useState } from 'react';
import { type DateRange, DayPicker } from 'react-day-picker';
import controls from '#app/_components/controls.module.css';
import { plural } from '#app/_format/numbers.ts';
import { daysBetween } from '#lib/time/dateArithmetic.ts';
import { calendarDay, dateOfCalendarDay, daysOf, windowOfDays } from './calendarDays.ts';
import styles from './RangeCalendar.module.css';
import type { TimeWindow } from './timeWindow.ts';
import type { TimeWindowControl } from './useTimeWindow.ts';

interface RangeCalendarProps {
  control: TimeWindowControl;
  /** From the first to the last sample. */
  extent: TimeWindow;
  timeZone: string;
  onDone: () => void;
}

const classNames = {
  root: styles.root ?? '',
  month_caption: styles.caption ?? '',
  dropdowns: styles.dropdowns ?? '',
  dropdown_root: styles.dropdownRoot ?? '',
  dropdown: styles.dropdown ?? '',
  caption_label: styles.captionLabel ?? '',
  nav: styles.nav ?? '',
  button_previous: styles.step ?? '',
  button_next: styles.step ?? '',
  chevron: styles.chevron ?? '',
  month_grid: styles.grid ?? '',
  weekday: styles.weekday ?? '',
  day: styles.day ?? '',
  day_button: styles.dayButton ?? '',
  range_start: styles.rangeStart ?? '',
  range_end: styles.rangeEnd ?? '',
  range_middle: styles.rangeMiddle ?? '',
  today: styles.today ?? '',
  outside: styles.outside ?? '',
  disabled: styles.disabled ?? '',
};

/** Whole local days: a first click begins the range, a second ends it. */
export function RangeCalendar({ control, extent, timeZone, onDone }: RangeCalendarProps) {
  const shown = daysOf(control.window, timeZone);
  const there = daysOf({ start: extent.start, end: extent.end + 1 }, timeZone);
  const [range, setRange] = useState<DateRange | undefined>({
    from: calendarDay(shown.from),
    to: calendarDay(shown.to),
  });
  const first = calendarDay(there.from);
  const last = calendarDay(there.to);
  const from = range?.from && dateOfCalendarDay(range.from);
  const to = range?.to && dateOfCalendarDay(range.to);
  const show = () => {
    if (!from) return;
    control.jump(windowOfDays({ from, to: to ?? from }, timeZone));
    onDone();
  };
  return (
    <div className={styles.calendar}>
      <DayPicker
        mode="range"
        resetOnSelect
        weekStartsOn={1}
        fixedWeeks
        showOutsideDays
        captionLayout="dropdown"
        defaultMonth={calendarDay(shown.to)}
        startMonth={first}
        endMonth={last}
        disabled={{ before: first, after: last }}
        today={calendarDay(daysOf({ start: 0, end: Date.now() }, timeZone).to)}
        selected={range}
        onSelect={setRange}
        classNames={classNames}
      />
      <button type="button" className={controls.button} disabled={!from} onClick={show}>
        {from ? `Show ${plural(daysBetween(from, to ?? from) + 1, 'day')}` : 'Pick a day'}
      </button>
    </div>
  );
}
