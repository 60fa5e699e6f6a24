import Link from 'next/link';
import { StatusBadge } from '#app/_components/StatusBadge.tsx';
import tables from '#app/_components/table.module.css';
import { formatRelative } from '#app/_format/time.ts';
import type { ScheduledSource } from '#lib/contract/schedule.ts';
import runStyles from '../RunsView.module.css';
import styles from './page.module.css';
import {
  type Column,
  directionOf,
  type ScheduleView,
  scheduleAddress,
  sortedBy,
} from './scheduleAddress.ts';

interface ScheduleTableProps {
  sources: readonly ScheduledSource[];
  view: ScheduleView;
  now: number;
}

const columns: { column: Column; label: string }[] = [
  { column: 'name', label: 'User' },
  { column: 'run', label: 'Last run' },
  { column: 'success', label: 'Last success' },
  { column: 'next', label: 'Next' },
];

/** The last and the next run of every source of every user. */
export function ScheduleTable({ sources, view, now }: ScheduleTableProps) {
  return (
    <div className={`${tables.scroll} ${runStyles.card}`}>
      <table className={`${tables.table} ${tables.cards}`}>
        <thead>
          <tr>
            {columns.map(({ column, label }) => (
              <Heading key={column} column={column} label={label} view={view} />
            ))}
          </tr>
        </thead>
        <tbody>
          {sources.map((source) => (
            <Row key={`${source.userId} ${source.source}`} source={source} now={now} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface HeadingProps {
  column: Column;
  label: string;
  view: ScheduleView;
}

const arrows = { ascending: ' ↑', descending: ' ↓', none: '' };

function Heading({ column, label, view }: HeadingProps) {
  const direction = directionOf(view.sort, column);
  return (
    <th scope="col" className={tables.start} aria-sort={direction}>
      <Link
        className={tables.sort}
        href={scheduleAddress(view, { sort: sortedBy(view.sort, column) })}
        scroll={false}
      >
        {label}
        <span aria-hidden="true">{arrows[direction]}</span>
      </Link>
    </th>
  );
}

function Row({ source, now }: { source: ScheduledSource; now: number }) {
  const { userId, name, lastRun, lastSucceededAt, overdue } = source;
  return (
    <tr data-user={userId} data-overdue={overdue}>
      <th scope="row">
        <Link href={`/users/${userId}`}>{name}</Link>
        {overdue ? <span className={styles.overdue}>overdue</span> : null}
        <span className={runStyles.soft}>
          {name === userId ? '' : `${userId} · `}
          {source.source}
        </span>
      </th>
      <td data-label="Last run" className={tables.start}>
        {lastRun ? (
          <>
            <Link href={`/runs/${lastRun.id}`}>
              <StatusBadge status={lastRun.status} />
            </Link>
            <span className={runStyles.soft}>
              run {lastRun.id}, {formatRelative(lastRun.finishedAt ?? lastRun.queuedAt, now)}
            </span>
          </>
        ) : (
          'none yet'
        )}
      </td>
      <td data-label="Last success" className={tables.start}>
        {lastSucceededAt === null ? 'never' : formatRelative(lastSucceededAt, now)}
      </td>
      <td data-label="Next" className={tables.start}>
        {nextWords(source.next, now)}
      </td>
    </tr>
  );
}

function nextWords({ why, at }: ScheduledSource['next'], now: number): string {
  switch (why) {
    case 'queued':
      return 'waits in the queue';
    case 'running':
      return 'at work now';
    case 'retry':
      return at === null ? 'another attempt' : `another attempt ${formatRelative(at, now)}`;
    case 'schedule':
      return at === null ? 'by schedule' : `by schedule, ${formatRelative(at, now)}`;
    case 'none':
      return 'not by itself';
  }
}
