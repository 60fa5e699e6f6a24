'use client';
import type { ReactNode } from 'react';
import {
  type Clock,
  clocks,
  type LayerKey,
  layerKeys,
  toggleLayer,
  type ViewOptions,
} from '#app/_charts/viewOptions.ts';
import controls from '#app/_components/controls.module.css';
import styles from './ChartOptions.module.css';

interface ChartOptionsProps {
  options: ViewOptions;
  choose: (options: ViewOptions) => void;
  children: ReactNode;
}

const layerWords: Record<LayerKey, string> = {
  zones: 'Zones',
  resting: 'Resting',
  nights: 'Nights',
  annotations: 'Annotations',
};
const clockWords: Record<Clock, string> = { user: 'User’s clock', utc: 'UTC', own: 'My clock' };

/** Layers on and off, and whose clock is shown. */
export function ChartOptions({ options, choose, children }: ChartOptionsProps) {
  return (
    <div className={styles.options}>
      <fieldset className={`${controls.group} ${styles.group}`}>
        <legend className="visually-hidden">Layers</legend>
        {layerKeys.map((key) => (
          <button
            key={key}
            type="button"
            className={`${controls.button} ${controls.small} ${styles.toggle}`}
            aria-pressed={options.layers.includes(key)}
            onClick={() => choose(toggleLayer(options, key))}
          >
            <span className={styles[key]} aria-hidden="true" />
            {layerWords[key]}
          </button>
        ))}
      </fieldset>
      <select
        aria-label="Clock"
        className={`${controls.field} ${styles.clock}`}
        value={options.clock}
        onChange={({ target }) =>
          choose({ ...options, clock: clocks.find((key) => key === target.value) ?? 'user' })
        }
      >
        {clocks.map((key) => (
          <option key={key} value={key}>
            {clockWords[key]}
          </option>
        ))}
      </select>
      {children}
    </div>
  );
}
