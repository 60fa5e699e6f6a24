import type { Reading, ViewStatistics } from '#app/_charts/reading.ts';
import { hour, spanOf, type TimeWindow } from '#app/_charts/timeWindow.ts';
import { formatBpm, plural } from '#app/_format/numbers.ts';
import {
  formatClock,
  formatLength,
  formatShortDate,
  formatSpan,
  formatWhich,
} from '#app/_format/time.ts';
import styles from './Readout.module.css';

interface ReadoutProps {
  reading: Reading;
  statistics: ViewStatistics;
  window: TimeWindow;
  /** Whose clock is shown. */
  timeZone: string;
  /** What the device's clock showed, where it was elsewhere. */
  deviceClock: (ms: number) => string | undefined;
}

/** The chart in one number: what lies under the pointer, or else the mean of the view. */
export function Readout(props: ReadoutProps) {
  const { value, range, when } = words(props);
  return (
    <div className={styles.readout}>
      <p className={styles.value}>
        <span className={styles.number}>{value}</span> <span className={styles.unit}>bpm</span>
        {range ? <span className={styles.range}>{range}</span> : null}
      </p>
      <p className={styles.when}>{when}</p>
    </div>
  );
}

function words(props: ReadoutProps) {
  const { reading, statistics, window, timeZone: zone, deviceClock } = props;
  if (reading?.kind === 'gap') {
    const { start, end } = reading.gap;
    const when = `No data for ${formatLength(end - start)} · ${formatSpan(start, end, zone)}`;
    return { value: '–', range: '', when };
  }
  if (reading?.kind === 'point') {
    const { at, end, mean, min, max, count } = reading.point;
    const which = end - at < hour ? formatWhich(at, zone) : '';
    const instant = `${formatShortDate(at, zone)} ${formatClock(at, zone, true)}`;
    const span = end > at ? formatSpan(at, end, zone) : instant;
    const when = `${span}${which} · ${plural(count, 'sample')}`;
    const there = deviceClock(at);
    return {
      value: formatBpm(mean),
      range: rangeOf(min, max),
      when: there ? `${when} · ${there}` : when,
    };
  }
  const { mean, min, max } = statistics;
  return {
    value: formatBpm(mean ?? null),
    range: min === undefined || max === undefined ? '' : rangeOf(min, max),
    when: `Mean of ${formatLength(spanOf(window))}`,
  };
}

function rangeOf(min: number, max: number): string {
  return Math.round(min) === Math.round(max) ? '' : `${formatBpm(min)}–${formatBpm(max)}`;
}
