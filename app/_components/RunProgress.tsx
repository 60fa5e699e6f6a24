import { formatCount } from '#app/_format/numbers.ts';
import { paceOf } from '#app/_format/progress.ts';
import { dayWords, rowWords } from '#app/_format/run.ts';
import { formatDuration, formatLength } from '#app/_format/time.ts';
import type { Run } from '#lib/contract/ingestions.ts';
import styles from './RunProgress.module.css';
import { StatusBadge } from './StatusBadge.tsx';

interface RunProgressProps {
  run: Run;
  /** When the figures were asked for, ms UTC: then its pace is told as well. */
  now?: number;
}

/** How far a run is, in days and rows, how fast it goes, and how it ended. */
export function RunProgress({ run, now }: RunProgressProps) {
  const { done, total } = run.days;
  const label = `Days done of run ${run.id}`;
  return (
    <div className={styles.progress} role="status">
      <p className={styles.line}>
        <StatusBadge status={run.status} />
        <span>{dayWords(run)}</span>
        {run.durationMs === null ? null : <span>{formatDuration(run.durationMs)}</span>}
        {now === undefined ? null : <PaceWords run={run} now={now} />}
      </p>
      {run.status === 'running' || run.status === 'queued' ? (
        <progress
          className={styles.bar}
          aria-label={label}
          max={total || 1}
          value={total === null ? undefined : done}
        />
      ) : null}
      <p>{rowWords(run)}</p>
      {run.error ? <p className={styles.error}>{run.error}</p> : null}
    </div>
  );
}

function PaceWords({ run, now }: { run: Run; now: number }) {
  const { rowsPerSecond, leftMs } = paceOf(run, now);
  const stopping = run.status === 'running' && run.cancelRequestedAt !== null;
  return (
    <>
      {rowsPerSecond === null ? null : <span>{formatCount(rowsPerSecond)} rows/s</span>}
      {stopping ? <span>Asked to stop…</span> : null}
      {leftMs === null || stopping ? null : <span>about {formatLength(leftMs)} left</span>}
    </>
  );
}
