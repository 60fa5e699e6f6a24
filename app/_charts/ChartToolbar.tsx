'use client';
import controls from '#app/_components/controls.module.css';
import styles from './ChartToolbar.module.css';
import { RangePicker } from './RangePicker.tsx';
import {
  newestWindow,
  type PresetKey,
  panWindow,
  presetOf,
  presets,
  presetWindow,
  type TimeWindow,
  zoomWindow,
} from './timeWindow.ts';
import type { TimeWindowControl } from './useTimeWindow.ts';

interface ChartToolbarProps {
  control: TimeWindowControl;
  /** From the first to the last sample. */
  extent: TimeWindow;
  timeZone: string;
  /** Whether the window goes along with new data while it shows the newest; no button for it if absent. */
  following?: boolean;
  selecting: boolean;
  onSelecting: (selecting: boolean) => void;
}

const shortcuts: { key: PresetKey; label: string }[] = [...presets, { key: 'all', label: 'All' }];

export function ChartToolbar(props: ChartToolbarProps) {
  const { control, extent } = props;
  const chosen = presetOf(control.window, extent);
  return (
    <div className={styles.toolbar}>
      <div className={styles.row}>
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
        {props.following === undefined ? null : <NowButton {...props} />}
      </div>
      <div className={styles.row}>
        <RangePicker control={control} extent={extent} timeZone={props.timeZone} />
        <ZoomButtons {...props} />
      </div>
    </div>
  );
}

/** Moving away from the newest data lets them go; this brings the window back to them, as long as it is. */
function NowButton({ control, extent, following }: ChartToolbarProps) {
  const label = following ? 'Following new data' : 'Go to the newest data and follow them';
  return (
    <button
      type="button"
      className={`${controls.button} ${styles.now}`}
      aria-pressed={following}
      title={label}
      onClick={() => following || control.jump(newestWindow(control.window, extent))}
    >
      <span className={styles.dot} aria-hidden="true" />
      Now
    </button>
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
