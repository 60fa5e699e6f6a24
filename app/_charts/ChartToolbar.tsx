'use client';
import type { FormEvent } from 'react';
import controls from '#app/_components/controls.module.css';
import { formatSpan, toInputDateTime } from '#app/_format/time.ts';
import styles from './ChartToolbar.module.css';
import { TypedRange } from './TypedRange.tsx';
import {
  type PresetKey,
  panWindow,
  presetOf,
  presets,
  presetWindow,
  type TimeWindow,
  zoomWindow,
} from './timeWindow.ts';
import { readTypedInstant } from './typedRange.ts';
import type { TimeWindowControl } from './useTimeWindow.ts';

interface ChartToolbarProps {
  control: TimeWindowControl;
  /** From the first to the last sample. */
  extent: TimeWindow;
  timeZone: string;
  selecting: boolean;
  onSelecting: (selecting: boolean) => void;
}

const shortcuts: { key: PresetKey; label: string }[] = [...presets, { key: 'all', label: 'All' }];

export function ChartToolbar(props: ChartToolbarProps) {
  const { control, extent } = props;
  const chosen = presetOf(control.window, extent);
  return (
    <div className={styles.toolbar}>
      <fieldset className={`${controls.segments} ${styles.presets}`}>
        <legend className="visually-hidden">Range</legend>
        {shortcuts.map(({ key, label }) => (
          <button
            key={key}
            type="button"
            className={controls.segment}
            aria-pressed={chosen === key}
            onClick={() => control.jump(presetWindow(key, extent))}
          >
            {label}
          </button>
        ))}
      </fieldset>
      <RangePicker {...props} />
      <ZoomButtons {...props} />
    </div>
  );
}

function ZoomButtons({ control, selecting, onSelecting }: ChartToolbarProps) {
  const { window, jump } = control;
  const steps = [
    { label: 'Earlier', path: 'M12 4l-6 6 6 6', next: () => panWindow(window, -0.5) },
    { label: 'Zoom out', path: 'M4 10h12', next: () => zoomWindow(window, 2) },
    { label: 'Zoom in', path: 'M4 10h12M10 4v12', next: () => zoomWindow(window, 0.5) },
    { label: 'Later', path: 'M8 4l6 6-6 6', next: () => panWindow(window, 0.5) },
  ];
  return (
    <fieldset className={styles.steps}>
      <legend className="visually-hidden">Zoom and move</legend>
      {steps.map(({ label, path, next }) => (
        <IconButton key={label} label={label} path={path} onClick={() => jump(next())} />
      ))}
      <IconButton
        label="Select a stretch by dragging"
        path="M4 4v12M16 4v12M7 10h6M7 10l2-2M7 10l2 2M13 10l-2-2M13 10l-2 2"
        pressed={selecting}
        onClick={() => onSelecting(!selecting)}
      />
    </fieldset>
  );
}

interface IconButtonProps {
  label: string;
  path: string;
  pressed?: boolean;
  onClick: () => void;
}

function IconButton({ label, path, pressed, onClick }: IconButtonProps) {
  return (
    <button
      type="button"
      className={`${controls.button} ${controls.icon}`}
      aria-label={label}
      title={label}
      aria-pressed={pressed}
      onClick={onClick}
    >
      <svg viewBox="0 0 20 20" aria-hidden="true">
        <path d={path} />
      </svg>
    </button>
  );
}

const pickerId = 'range-picker';

function closePicker(): void {
  document.getElementById(pickerId)?.hidePopover();
}

/** Dates and times, on the user's own clock. */
function RangePicker({ control, timeZone }: ChartToolbarProps) {
  const { start, end } = control.window;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const from = readTypedInstant(String(form.get('from')), timeZone);
    const to = readTypedInstant(String(form.get('to')), timeZone);
    if (from === undefined || to === undefined || from === to) return;
    control.jump({ start: Math.min(from, to), end: Math.max(from, to) });
    closePicker();
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
    <>
      <button
        type="button"
        className={`${controls.button} ${styles.range}`}
        popoverTarget={pickerId}
      >
        <span className="visually-hidden">Choose dates: </span>
        {formatSpan(start, end, timeZone)}
      </button>
      <div id={pickerId} popover="auto" className={styles.popover}>
        <TypedRange control={control} timeZone={timeZone} onDone={closePicker} />
        <form key={`${start}-${end}`} className={styles.form} onSubmit={submit}>
          {field('from', 'From', start)}
          {field('to', 'To', end)}
          <button type="submit" className={controls.primary}>
            Show
          </button>
          <p className={styles.hint}>Times in {timeZone.replaceAll('_', ' ')}</p>
        </form>
      </div>
    </>
  );
}
