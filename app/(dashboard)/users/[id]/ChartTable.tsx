'use client';
import { useState } from 'react';
import { reasonsOf } from '#app/_charts/gapReasons.ts';
import type { Gap } from '#app/_charts/gaps.ts';
import { type Point, pointAt, pointsInView } from '#app/_charts/reading.ts';
import type { TimeWindow } from '#app/_charts/timeWindow.ts';
import type { Ledger } from '#app/_charts/useGapReasons.ts';
import details from '#app/_components/TableDetails.module.css';
import tables from '#app/_components/table.module.css';
import { reasonWords } from '#app/_format/gapReason.ts';
import { formatCount } from '#app/_format/numbers.ts';
import { formatDateTime, formatMinutes, formatWhich } from '#app/_format/time.ts';
import type { HeartRateAnswer } from '#lib/contract/heartRate.ts';
import styles from './ChartTable.module.css';

interface ChartTableProps {
  answer: HeartRateAnswer | undefined;
  window: TimeWindow;
  /** Those in view. */
  gaps: readonly Gap[];
  ledger: Ledger;
  /** Whose clock is shown. */
  timeZone: string;
}

const rowLimit = 200;

/** The chart's equal in numbers: the points in view as a table, made only while it is open. */
export function ChartTable({ answer, ...props }: ChartTableProps) {
  const [open, setOpen] = useState(false);
  return (
    <details className={details.details} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Show as table</summary>
      {open && answer ? <Points answer={answer} {...props} /> : null}
    </details>
  );
}

interface PointsProps extends ChartTableProps {
  answer: HeartRateAnswer;
}

function Points({ answer, window, gaps, ledger, timeZone }: PointsProps) {
  const [from, to] = pointsInView(answer, window);
  const shown = Math.min(to, from + rowLimit);
  const points = Array.from({ length: shown - from }, (_, index) => pointAt(answer, from + index));
  const last = shown < to ? (points.at(-1)?.at ?? window.end) : window.end;
  const rows = [
    ...points.filter((point) => point !== undefined),
    ...gaps.filter(({ start }) => start < last),
  ].sort((a, b) => startOf(a) - startOf(b));
  return (
    <section className={tables.scroll} aria-label="Points in view">
      <table className={tables.table}>
        <caption className={details.caption}>
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
          {rows.map((row) =>
            'at' in row ? (
              <PointRow key={row.at} point={row} timeZone={timeZone} />
            ) : (
              <GapRow key={`gap-${row.start}`} gap={row} {...{ ledger, timeZone }} />
            ),
          )}
        </tbody>
      </table>
    </section>
  );
}

function startOf(row: Point | Gap): number {
  return 'at' in row ? row.at : row.start;
}

function PointRow({ point, timeZone }: { point: Point; timeZone: string }) {
  return (
    <tr>
      <th scope="row">
        {formatDateTime(point.at, timeZone, true)}
        {formatWhich(point.at, timeZone)}
      </th>
      <td>{point.mean.toFixed(1)}</td>
      <td>{point.min}</td>
      <td>{point.max}</td>
      <td>{formatCount(point.count)}</td>
    </tr>
  );
}

interface GapRowProps extends Pick<ChartTableProps, 'ledger' | 'timeZone'> {
  gap: Gap;
}

function GapRow({ gap, ledger, timeZone }: GapRowProps) {
  const reasons = reasonsOf([gap], ledger.stretches);
  const why = reasons.length > 0 ? `: ${reasonWords(reasons, timeZone)}` : '';
  return (
    <tr data-gap>
      <th scope="row">
        {formatDateTime(gap.start, timeZone, true)}
        {formatWhich(gap.start, timeZone)}
      </th>
      <td colSpan={4} className={styles.gap}>
        No data for {formatMinutes((gap.end - gap.start) / 60_000)}
        {why}
      </td>
    </tr>
  );
}
