'use client';
import controls from '#app/_components/controls.module.css';
import { formatClock } from '#app/_format/time.ts';
import { machineTimeZone } from '#lib/time/timeZone.ts';
import styles from './PlotNote.module.css';

interface PlotNoteProps {
  query: {
    isPending: boolean;
    isFetching: boolean;
    isPlaceholderData: boolean;
    error: Error | null;
    errorUpdatedAt: number;
    refetch: () => unknown;
  };
  /** Nothing to see in this window. */
  empty: boolean;
}

/** Loading, failed and empty, each said over the plot in its own way; the last picture stays below. */
export function PlotNote({ query, empty }: PlotNoteProps) {
  if (query.error) {
    const since = formatClock(query.errorUpdatedAt, machineTimeZone(), true);
    return (
      <div className={styles.failed} role="alert" data-state="failed">
        <p>
          <strong>Not loaded.</strong> {query.error.message} <span>Since {since}.</span>
        </p>
        <button type="button" className={controls.button} onClick={() => query.refetch()}>
          Try again
        </button>
      </div>
    );
  }
  if (query.isPending) {
    return (
      <p className={styles.loading} role="status" data-state="loading">
        Loading samples…
      </p>
    );
  }
  if (empty && !query.isPlaceholderData) {
    return (
      <p className={styles.empty} data-state="empty">
        No samples in this stretch. Move, zoom out, or re-ingest it.
      </p>
    );
  }
  return query.isFetching ? <div className={styles.finer} /> : null;
}
