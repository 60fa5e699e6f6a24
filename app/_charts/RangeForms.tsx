'use client';
import type { FormEvent } from 'react';
import controls from '#app/_components/controls.module.css';
import { toInputDateTime } from '#app/_format/time.ts';
import { RangeCalendar } from './RangeCalendar.tsx';
import styles from './RangePicker.module.css';
import { TypedRange } from './TypedRange.tsx';
import type { TimeWindow } from './timeWindow.ts';
import { readTypedInstant } from './typedRange.ts';
import type { TimeWindowControl } from './useTimeWindow.ts';

interface RangeFormsProps {
  control: TimeWindowControl;
  extent: TimeWindow;
  timeZone: string;
  onDone: () => void;
}

/** In words, in a calendar, or to the second; all on the clock that the chart shows. */
export default function RangeForms(props: RangeFormsProps) {
  const { control, extent, timeZone, onDone } = props;
  return (
    <div className={styles.forms}>
      <div className={styles.written}>
        <TypedRange control={control} timeZone={timeZone} onDone={onDone} />
        <Instants key={`${control.window.start}-${control.window.end}`} {...props} />
        <p className={styles.hint}>Times in {timeZone.replaceAll('_', ' ')}</p>
      </div>
      <RangeCalendar {...{ control, extent, timeZone, onDone }} />
    </div>
  );
}

function Instants({ control, timeZone, onDone }: RangeFormsProps) {
  const { start, end } = control.window;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const from = readTypedInstant(String(form.get('from')), timeZone);
    const to = readTypedInstant(String(form.get('to')), timeZone);
    if (from === undefined || to === undefined || from === to) return;
    control.jump({ start: Math.min(from, to), end: Math.max(from, to) });
    onDone();
  };
  const field = (name: string, label: string, ms: number) => (
    <label className={controls.label}>
      {label}
      <input
        type="datetime-local"
        step="1"
        name={name}
        required
        className={controls.field}
        defaultValue={toInputDateTime(ms, timeZone)}
      />
    </label>
  );
  return (
    <form className={styles.form} onSubmit={submit}>
      {field('from', 'From', start)}
      {field('to', 'To', end)}
      <button type="submit" className={controls.primary}>
        Show
      </button>
    </form>
  );
}
