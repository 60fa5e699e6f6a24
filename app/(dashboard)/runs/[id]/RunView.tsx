'use client';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import controls from '#app/_components/controls.module.css';
import { FailedNotice } from '#app/_components/Notice.tsx';
import { RunProgress } from '#app/_components/RunProgress.tsx';
import screen from '#app/_components/screen.module.css';
import { formatCount } from '#app/_format/numbers.ts';
import { besideWords, refusedOf, rowWords, triggerWords, windowWords } from '#app/_format/run.ts';
import { formatClock, formatDateTime, formatOffset } from '#app/_format/time.ts';
import { runQuery } from '#app/_queries/run.ts';
import type { Run } from '#lib/contract/ingestions.ts';
import { machineTimeZone } from '#lib/time/timeZone.ts';
import { LogView } from './LogView.tsx';
import { RejectedRecords } from './RejectedRecords.tsx';
import { RunActions } from './RunActions.tsx';
import styles from './RunView.module.css';

interface RunViewProps {
  id: number;
  /** Of the run's user: all times here are on that clock. */
  timeZone: string;
  /** Whether its source can be asked again: files cannot. */
  canBeAsked: boolean;
}

export function RunView({ id, timeZone, canBeAsked }: RunViewProps) {
  const query = useQuery(runQuery(id));
  const run = query.data?.run;
  return (
    <>
      <header className={screen.head}>
        <div>
          <h1>Run {id}</h1>
          {run ? (
            <p className={screen.lead}>
              <Link href={`/users/${run.userId}`}>{run.userId}</Link> · {run.source} ·{' '}
              {triggerWords(run.trigger)} · {windowWords(run)}
            </p>
          ) : null}
        </div>
        {run ? <RunActions run={run} canBeAsked={canBeAsked} /> : null}
      </header>
      {query.error ? (
        <FailedNotice
          title="Not up to date"
          actions={
            <button type="button" className={controls.button} onClick={() => query.refetch()}>
              Try again
            </button>
          }
        >
          <p>
            {query.error.message} What is shown below was true before{' '}
            {formatClock(query.errorUpdatedAt, machineTimeZone(), true)}.
          </p>
        </FailedNotice>
      ) : null}
      {run ? (
        <section className={styles.card} aria-label="Figures" data-status={run.status}>
          <RunProgress run={run} now={query.dataUpdatedAt} />
          <Figures run={run} timeZone={timeZone} />
        </section>
      ) : null}
      <LogView id={id} timeZone={timeZone} />
      <RejectedRecords id={id} refused={run ? refusedOf(run) : 0} />
    </>
  );
}

function Figures({ run, timeZone }: { run: Run; timeZone: string }) {
  const time = (ms: number | null) =>
    ms === null ? '–' : `${formatDateTime(ms, timeZone, true)} ${formatOffset(ms, timeZone)}`;
  const figures: [string, string][] = [
    ['Rows read', formatCount(run.rows.read)],
    ['New', formatCount(run.rows.new)],
    ['Changed', formatCount(run.rows.changed)],
    ['Unchanged', formatCount(run.rows.unchanged)],
    ['Duplicate', formatCount(run.rows.duplicate)],
    ['Conflicting', formatCount(run.rows.conflicting)],
    ['Rejected', formatCount(run.rows.rejected)],
    ...Object.entries(run.rowsBeside).map(([metric, rows]): [string, string] => [
      besideWords(metric),
      rowWords({ rows }),
    ]),
    ['Queued', time(run.queuedAt)],
    ['Started', time(run.startedAt)],
    ['Finished', time(run.finishedAt)],
  ];
  return (
    <dl className={styles.figures}>
      {figures.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
      <div>
        <dt>Attempt</dt>
        <dd>
          {run.attempt}
          {run.retryOf === null ? null : (
            <>
              {' '}
              · takes up <Link href={`/runs/${run.retryOf}`}>run {run.retryOf}</Link>
            </>
          )}
        </dd>
      </div>
    </dl>
  );
}
