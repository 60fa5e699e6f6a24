import { reasonsOf } from '#app/_charts/gapReasons.ts';
import type { Reading, ViewStatistics } from '#app/_charts/reading.ts';
import { hour, spanOf, type TimeWindow } from '#app/_charts/timeWindow.ts';
import type { Ledger } from '#app/_charts/useGapReasons.ts';
import { ReasonChips } from '#app/_components/ReasonChips.tsx';
import { failureWords, unexplained } from '#app/_format/gapReason.ts';
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
  /** What is known of gaps. */
  ledger: Ledger;
}

/** The chart in one number: what lies under the pointer, or else the mean of the view. */
export function Readout(props: ReadoutProps) {
  const { value, range, when } = words(props);
  const { reading, ledger } = props;
  const reasons = reading?.kind === 'gap' ? reasonsOf([reading.gap], ledger.stretches) : [];
  return (
    <div className={styles.readout}>
      <p className={styles.value}>
        <span className={styles.number}>{value}</span>{' '}
        {reading?.kind === 'gap' ? (
          <span className={styles.reasons}>
            <ReasonChips reasons={reasons} beside="share" />
          </span>
        ) : (
          <span className={styles.unit}>bpm</span>
        )}
        {range ? <span className={styles.range}>{range}</span> : null}
      </p>
      <p className={styles.when}>{when}</p>
    </div>
  );
}

function words(props: ReadoutProps) {
  const { reading, statistics, window, timeZone: zone, deviceClock, ledger } = props;
  if (reading?.kind === 'gap') {
    const { start, end } = reading.gap;
    const reasons = reasonsOf([reading.gap], ledger.stretches);
    const more = reasons.length > 0 ? failureWords(reasons, zone) : unexplained[ledger.state];
    const when = `No data for ${formatLength(end - start)} · ${formatSpan(start, end, zone)}`;
    return { value: '–', range: '', when: more ? `${when} · ${more}` : when };
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
