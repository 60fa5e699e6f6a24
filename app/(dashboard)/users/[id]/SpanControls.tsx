'use client';
import controls from '#app/_components/controls.module.css';
import { formatLocalDate } from '#app/_format/time.ts';
import type { DaySpan } from '#app/_queries/analytics.ts';
import type { DataDays } from './dataDays.ts';
import { besideSpan, lastDays, lengthOf } from './daySpan.ts';
import styles from './SpanControls.module.css';

interface SpanControlsProps {
  span: DaySpan;
  days: DataDays;
  presets: readonly { label: string; length: number }[];
  onSpan: (span: DaySpan) => void;
}

/** How many days are shown, and which. */
export function SpanControls({ span, days, presets, onSpan }: SpanControlsProps) {
  const length = lengthOf(span);
  const all = lengthOf({ start: days.first, end: days.last });
  const chosen = presets.find((preset) => Math.min(preset.length, all) === length);
  return (
    <div className={styles.controls}>
      <fieldset className={`${controls.segments} ${styles.presets}`}>
        <legend className="visually-hidden">How many days</legend>
        {presets.map((preset) => (
          <button
            key={preset.label}
            type="button"
            className={controls.segment}
            aria-pressed={preset === chosen}
            onClick={() => onSpan(lastDays(preset.length, { first: days.first, last: span.end }))}
          >
            {preset.label}
          </button>
        ))}
      </fieldset>
      <div className={styles.steps}>
        <Step
          label="Earlier"
          path="M12 4l-6 6 6 6"
          off={span.start <= days.first}
          onClick={() => onSpan(besideSpan(span, -1, days))}
        />
        <span className={styles.span} aria-live="polite">
          {formatLocalDate(span.start)} – {formatLocalDate(span.end)}
        </span>
        <Step
          label="Later"
          path="M8 4l6 6-6 6"
          off={span.end >= days.last}
          onClick={() => onSpan(besideSpan(span, 1, days))}
        />
      </div>
    </div>
  );
}

interface StepProps {
  label: string;
  path: string;
  off: boolean;
  onClick: () => void;
}

export function Step({ label, path, off, onClick }: StepProps) {
  return (
    <button
      type="button"
      className={`${controls.button} ${controls.icon}`}
      aria-label={label}
      title={label}
      disabled={off}
      onClick={onClick}
    >
      <svg viewBox="0 0 20 20" aria-hidden="true">
        <path d={path} />
      </svg>
    </button>
  );
}
