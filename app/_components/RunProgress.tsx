import { dayWords, rowWords } from '#app/_format/run.ts';
import { formatDuration } from '#app/_format/time.ts';
import type { Run } from '#lib/contract/ingestions.ts';
import styles from './RunProgress.module.css';
import { StatusBadge } from './StatusBadge.tsx';

/** How far a run is, in days and rows, and how it ended. */
export function RunProgress({ run }: { run: Run }) {
  const { done, total } = run.days;
  const label = `Days done of run ${run.id}`;
  return (
    <div className={styles.progress} role="status">
      <p className={styles.line}>
        <StatusBadge status={run.status} />
        <span>{dayWords(run)}</span>
        {run.durationMs === null ? null : <span>{formatDuration(run.durationMs)}</span>}
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
