import { When } from '#app/_components/When.tsx';
import { formatCount, plural } from '#app/_format/numbers.ts';
import { formatLocalDate } from '#app/_format/time.ts';
import type { Connection } from '#lib/contract/connections.ts';
import styles from './ConnectionPanel.module.css';

interface BackfillProgressProps {
  backfill: NonNullable<Connection['backfill']>;
  timeZone: string;
  now: number;
}

/** How far the earlier years have been read, and when that will end at the pace so far. */
export function BackfillProgress({ backfill, timeZone, now }: BackfillProgressProps) {
  const { first, before, daysDone, daysTotal, finishedAt, expectedEnd } = backfill;
  if (finishedAt !== null) {
    return (
      <p>
        All {plural(daysTotal, 'day')} since {formatLocalDate(first)} have been read.
      </p>
    );
  }
  return (
    <div className={styles.backfill}>
      <label htmlFor="backfill">
        Earlier years: {formatCount(daysDone)} of {plural(daysTotal, 'day')}, back to{' '}
        {formatLocalDate(before)} of {formatLocalDate(first)}
      </label>
      <progress id="backfill" max={daysTotal} value={daysDone} />
      {expectedEnd === null ? null : (
        <p className={styles.soft}>
          At this pace it ends <When at={expectedEnd} timeZone={timeZone} now={now} />
        </p>
      )}
    </div>
  );
}
