'use client';
import { useState } from 'react';
import { pointAt, pointsInView } from '#app/_charts/reading.ts';
import type { TimeWindow } from '#app/_charts/timeWindow.ts';
import tables from '#app/_components/table.module.css';
import { formatCount } from '#app/_format/numbers.ts';
import { formatDateTime, formatWhich } from '#app/_format/time.ts';
import type { HeartRateAnswer } from '#lib/contract/heartRate.ts';
import styles from './ChartTable.module.css';

interface ChartTableProps {
  answer: HeartRateAnswer | undefined;
  window: TimeWindow;
  /** Whose clock is shown. */
  timeZone: string;
}

const rowLimit = 200;

/** The chart's equal in numbers: the points in view as a table, made only while it is open. */
export function ChartTable({ answer, window, timeZone }: ChartTableProps) {
  const [open, setOpen] = useState(false);
  return (
    <details className={styles.details} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Show as table</summary>
      {open && answer ? <Points answer={answer} window={window} timeZone={timeZone} /> : null}
    </details>
  );
}

interface PointsProps extends ChartTableProps {
  answer: HeartRateAnswer;
}

function Points({ answer, window, timeZone }: PointsProps) {
  const [from, to] = pointsInView(answer, window);
  const shown = Math.min(to, from + rowLimit);
  const rows = Array.from({ length: shown - from }, (_, index) => pointAt(answer, from + index));
  return (
    <section className={tables.scroll} aria-label="Points in view">
      <table className={tables.table}>
        <caption className={styles.caption}>
          {shown < to
            ? `The first ${rowLimit} of ${formatCount(to - from)} points in view; zoom in for the rest.`
            : 'The points in view.'}
        </caption>
        <thead>
          <tr>
            <th scope="col">Time</th>
            <th scope="col">Mean</th>
            <th scope="col">Min</th>
            <th scope="col">Max</th>
            <th scope="col">Samples</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((point) =>
            point ? (
              <tr key={point.at}>
                <th scope="row">
                  {formatDateTime(point.at, timeZone, true)}
                  {formatWhich(point.at, timeZone)}
                </th>
                <td>{point.mean.toFixed(1)}</td>
                <td>{point.min}</td>
                <td>{point.max}</td>
                <td>{formatCount(point.count)}</td>
              </tr>
            ) : null,
          )}
        </tbody>
      </table>
    </section>
  );
}
