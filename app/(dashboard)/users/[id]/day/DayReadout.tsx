import type { ViewStatistics } from '#app/_charts/reading.ts';
import { formatBpm, plural } from '#app/_format/numbers.ts';
import { formatClock, formatOffset } from '#app/_format/time.ts';
import type { HeartRateAnswer } from '#lib/contract/heartRate.ts';
import readout from '../Readout.module.css';
import styles from './DayPlot.module.css';
import { minuteAt } from './dayReading.ts';

interface DayReadoutProps {
  answer: HeartRateAnswer;
  /** The minute that is read, ms UTC; undefined for the whole day. */
  instant: number | undefined;
  statistics: ViewStatistics;
}

/** The day in one number: the minute that is read, or else its mean. */
export function DayReadout({ answer, instant, statistics }: DayReadoutProps) {
  const { timeZone } = answer;
  const point = instant === undefined ? undefined : minuteAt(answer, instant);
  const value = instant === undefined ? statistics.mean : point?.mean;
  const { min, max } = instant === undefined ? statistics : { min: point?.min, max: point?.max };
  const range = min === undefined || max === undefined ? '' : `${formatBpm(min)}–${formatBpm(max)}`;
  return (
    <div className={styles.readout}>
      <p className={readout.value}>
        <span className={readout.number}>{formatBpm(value ?? null)}</span>{' '}
        <span className={readout.unit}>bpm</span>
        {range ? <span className={readout.range}>{range}</span> : null}
      </p>
      <p className={readout.when}>
        {instant === undefined
          ? `Mean of the day · ${plural(statistics.samples, 'sample')}`
          : `${formatClock(instant, timeZone)} ${formatOffset(instant, timeZone)} · ${
              point ? plural(point.count, 'sample') : 'no data'
            }`}
      </p>
    </div>
  );
}
