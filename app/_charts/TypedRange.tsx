'use client';
import { type FormEvent, useId, useState } from 'react';
import controls from '#app/_components/controls.module.css';
import styles from './RangePicker.module.css';
import { readTypedRange } from './typedRange.ts';
import type { TimeWindowControl } from './useTimeWindow.ts';

interface TypedRangeProps {
  control: TimeWindowControl;
  timeZone: string;
  onDone: () => void;
}

/** A range as one writes it, such as `2025-06-01 14:00 to 15:30`. */
export function TypedRange({ control, timeZone, onDone }: TypedRangeProps) {
  const [refused, setRefused] = useState(false);
  const hint = useId();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const text = String(new FormData(event.currentTarget).get('range'));
    const window = readTypedRange(text, timeZone, Date.now());
    setRefused(!window);
    if (!window) return;
    control.jump(window);
    onDone();
  };
  return (
    <form className={styles.typed} onSubmit={submit}>
      <label className={controls.label}>
        Range in words
        <input
          name="range"
          required
          autoComplete="off"
          className={controls.field}
          placeholder="2025-06-01 14:00 to 15:30"
          aria-invalid={refused}
          aria-describedby={hint}
        />
      </label>
      <button type="submit" className={controls.button}>
        Go
      </button>
      <p id={hint} className={styles.hint} role={refused ? 'alert' : undefined}>
        {refused
          ? 'That is no range. Try 2025-06-01 14:00 to 15:30.'
          : 'Also: yesterday, 2025-06, last 3 hours, 2025-06-01 to now'}
      </p>
    </form>
  );
}
