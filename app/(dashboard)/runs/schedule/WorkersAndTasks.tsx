import { formatClock, formatRelative, formatShortDate } from '#app/_format/time.ts';
import type { ScheduleAnswer } from '#lib/contract/schedule.ts';
import styles from './page.module.css';

const taskWords: Record<string, string> = {
  ingest_all: 'Ingest everybody',
  refresh_aggregates: 'Refresh the aggregates',
  compress_chunks: 'Compress old days',
  ingest_due: 'Try holes again',
  clean_uploads: 'Remove uploads nobody imported',
};

/** Who works, and what the crontab has them do. Its times are UTC, and are told so. */
export function WorkersAndTasks({ schedule }: { schedule: ScheduleAnswer }) {
  const { workers, tasks, now } = schedule;
  return (
    <div className={styles.facts}>
      <section aria-labelledby="workers">
        <h2 id="workers">Workers alive</h2>
        {workers.length === 0 ? (
          <p className={styles.none} data-state="empty">
            None: nothing runs until one is started, with <code>npm start</code> or{' '}
            <code>npm run worker</code>.
          </p>
        ) : (
          <ul>
            {workers.map((worker) => (
              <li key={worker.id}>
                <span>{worker.host}</span>
                <span>
                  started {formatRelative(worker.startedAt, now)}, heard of{' '}
                  {formatRelative(worker.lastSeenAt, now)}
                </span>
              </li>
            ))}
          </ul>
        )}
      </section>
      <section aria-labelledby="tasks">
        <h2 id="tasks">By itself</h2>
        {tasks.length === 0 ? (
          <p className={styles.none} data-state="empty">
            No worker has told its schedule yet.
          </p>
        ) : (
          <ul>
            {tasks.map(({ task, nextAt }) => (
              <li key={task}>
                <span>{taskWords[task] ?? task}</span>
                <span>
                  {nextAt === null
                    ? 'never'
                    : `${formatShortDate(nextAt, 'UTC')} ${formatClock(nextAt, 'UTC')} UTC, ${formatRelative(nextAt, now)}`}
                </span>
              </li>
            ))}
          </ul>
        )}
      </section>
    </div>
  );
}
