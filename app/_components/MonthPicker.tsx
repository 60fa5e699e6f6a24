'use client';
import { DayPicker } from 'react-day-picker';
import { formatLocalDate } from '#app/_format/time.ts';
import type { LocalDate } from '#lib/time/dateArithmetic.ts';
import styles from './MonthPicker.module.css';

interface MonthPickerProps {
  chosen: LocalDate;
  first: LocalDate;
  last: LocalDate;
  onChoose: (date: LocalDate) => void;
}

/** Local dates have no zone; the picker's are those of the viewer's machine, and stand for them. */
function dateOf(date: LocalDate): Date {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  return new Date(year, month - 1, day);
}

function localDateOfDate(date: Date): LocalDate {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** A month to choose a day from. A module of its own: it is loaded when a picker is opened. */
export default function MonthPicker({ chosen, first, last, onChoose }: MonthPickerProps) {
  const [from, to] = [dateOf(first), dateOf(last)];
  return (
    <DayPicker
      mode="single"
      required
      autoFocus
      selected={dateOf(chosen)}
      defaultMonth={dateOf(chosen)}
      startMonth={from}
      endMonth={to}
      disabled={{ before: from, after: to }}
      captionLayout="dropdown"
      weekStartsOn={1}
      showOutsideDays
      labels={{ labelDayButton: (date) => formatLocalDate(localDateOfDate(date)) }}
      onSelect={(date) => onChoose(localDateOfDate(date))}
      classNames={{
        root: styles.root ?? '',
        months: styles.months ?? '',
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
        selected: styles.selected ?? '',
        outside: styles.outside ?? '',
        disabled: styles.disabled ?? '',
        today: styles.today ?? '',
      }}
    />
  );
}
