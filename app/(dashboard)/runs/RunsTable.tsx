import Link from 'next/link';
import { StatusBadge } from '#app/_components/StatusBadge.tsx';
import tables from '#app/_components/table.module.css';
import { formatCount } from '#app/_format/numbers.ts';
import { dayWords, triggerWords, windowWords } from '#app/_format/run.ts';
import { formatDuration, formatRelative } from '#app/_format/time.ts';
import type { Run } from '#lib/contract/ingestions.ts';
import styles from './RunsView.module.css';

/** @param now ms UTC, for how long ago things were. */
export function RunsTable({ runs, now }: { runs: readonly Run[]; now: number }) {
  return (
    <div className={`${tables.scroll} ${styles.card}`}>
      <table className={`${tables.table} ${tables.cards}`}>
        <thead>
          <tr>
            <th scope="col">Run</th>
            <th scope="col" className={tables.start}>
              Status
            </th>
            <th scope="col" className={tables.start}>
              Days
            </th>
            <th scope="col">New</th>
            <th scope="col">Changed</th>
            <th scope="col">Unchanged</th>
            <th scope="col">Rejected</th>
            <th scope="col">Took</th>
          </tr>
        </thead>
        <tbody>
          {runs.map((run) => (
            <RunRow key={run.id} run={run} now={now} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function RunRow({ run, now }: { run: Run; now: number }) {
  return (
    <tr data-run={run.id}>
      <th scope="row">
        <Link href={`/runs/${run.id}`} className={styles.run}>
          {run.userId} · run {run.id}
        </Link>
        <span className={styles.soft}>
          {run.source} · {triggerWords(run.trigger)} · {formatRelative(run.queuedAt, now)}
          {run.attempt > 1 ? ` · attempt ${run.attempt}` : ''}
        </span>
      </th>
      <td data-label="Status" className={`${tables.start} ${tables.whole}`}>
        <StatusBadge status={run.status} />
        {run.error ? <span className={styles.error}>{run.error}</span> : null}
      </td>
      <td data-label="Days" className={tables.start}>
        {dayWords(run)}
        <span className={styles.soft}>{windowWords(run)}</span>
      </td>
      <td data-label="New">{formatCount(run.rows.new)}</td>
      <td data-label="Changed">{formatCount(run.rows.changed)}</td>
      <td data-label="Unchanged">{formatCount(run.rows.unchanged)}</td>
      <td data-label="Rejected">{formatCount(run.rows.rejected)}</td>
      <td data-label="Took">{run.durationMs === null ? '–' : formatDuration(run.durationMs)}</td>
    </tr>
  );
}
