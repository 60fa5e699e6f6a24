'use client';
import Link from 'next/link';
import { RunProgress } from '#app/_components/RunProgress.tsx';
import tables from '#app/_components/table.module.css';
import { formatCount, plural } from '#app/_format/numbers.ts';
import { besideWords, refusedOf, rowWords } from '#app/_format/run.ts';
import { formatDuration } from '#app/_format/time.ts';
import { RejectedRecords } from '#app/(dashboard)/runs/[id]/RejectedRecords.tsx';
import type { ImportRecord } from '#lib/contract/imports.ts';
import type { Run } from '#lib/contract/ingestions.ts';
import { Bar } from './FileCard.tsx';
import styles from './ImportView.module.css';

/** How far it is: the files are read first, then each person's days are stored. */
export function Progress({ record, now }: { record: ImportRecord; now: number }) {
  const { reading, runs } = record;
  const running = runs.find(({ status }) => status === 'running');
  return (
    <section className={styles.card} aria-labelledby="progress" data-state={record.state}>
      <h2 id="progress">{record.state === 'queued' ? 'Waiting for a worker' : 'Being imported'}</h2>
      {record.error ? (
        <p className={styles.wary}>
          It will be tried again by itself. The last attempt stopped: {record.error}
        </p>
      ) : null}
      <Bar
        label="Reading the files"
        done={reading.bytes}
        total={reading.bytesTotal}
        what={`read, ${plural(reading.rows, 'row')}`}
      />
      {running ? <Speed run={running} now={now} /> : null}
      <RunList runs={runs} />
    </section>
  );
}

function Speed({ run, now }: { run: Run; now: number }) {
  const elapsed = run.startedAt === null ? 0 : now - run.startedAt;
  const { done, total } = run.days;
  if (elapsed < 1_000 || done === 0) return null;
  const left = total === null ? null : (elapsed / done) * (total - done);
  return (
    <p className={styles.soft}>
      {formatCount((run.rows.read / elapsed) * 1_000)} rows a second
      {left === null ? '' : `, about ${formatDuration(left)} left for ${run.userId}`}
    </p>
  );
}

function RunList({ runs }: { runs: readonly Run[] }) {
  return (
    <ul className={styles.runs}>
      {runs.map((run) => (
        <li key={run.id} data-run={run.id} data-status={run.status}>
          <h3>
            <Link href={`/users/${run.userId}`}>{run.userId}</Link>{' '}
            <span className={styles.soft}>
              {run.source}, <Link href={`/runs/${run.id}`}>run {run.id}</Link>
            </span>
          </h3>
          <RunProgress run={run} />
        </li>
      ))}
    </ul>
  );
}

const kinds = ['new', 'changed', 'unchanged', 'duplicate', 'conflicting', 'rejected'] as const;

/** What became of every row, by person; a person's last run has read them all. */
export function Outcome({ record }: { record: ImportRecord }) {
  const last = lastRuns(record.runs);
  if (last.length === 0) return null;
  return (
    <section className={styles.card} aria-labelledby="outcome">
      <h2 id="outcome">What became of the rows</h2>
      <div className={tables.scroll}>
        <table className={`${tables.table} ${tables.cards}`}>
          <thead>
            <tr>
              <th scope="col">Participant</th>
              <th scope="col">read</th>
              {kinds.map((kind) => (
                <th key={kind} scope="col">
                  {kind}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {last.map(({ run, before }) => (
              <tr key={run.id} data-outcome={run.userId}>
                <th scope="row">
                  <Link href={`/users/${run.userId}`}>{run.userId}</Link>{' '}
                  <span className={styles.soft}>
                    {run.source}, <Link href={`/runs/${run.id}`}>run {run.id}</Link>
                    {run.status === 'succeeded' ? '' : `, ${run.status}`}
                    {before > 0
                      ? `; ${formatCount(before)} of the unchanged are new by an earlier attempt`
                      : ''}
                    <Beside run={run} />
                  </span>
                </th>
                <td data-label="read">{formatCount(run.rows.read)}</td>
                {kinds.map((kind) => (
                  <td key={kind} data-label={kind}>
                    {formatCount(run.rows[kind])}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Sentences
        title="Clock changes and other warnings"
        lines={record.log.map(({ message }) => message)}
      />
      <Sentences title="Left out" lines={record.notes} />
      {last
        .filter(({ run }) => refusedOf(run) > 0)
        .map(({ run }) => (
          <details key={run.id} className={styles.rejected}>
            <summary>
              {plural(refusedOf(run), 'row')} of {run.userId} refused or overruled, as they came
            </summary>
            <RejectedRecords id={run.id} refused={refusedOf(run)} />
          </details>
        ))}
    </section>
  );
}

/** The vendor's own figures of days, which are no rows of samples. */
function Beside({ run }: { run: Run }) {
  return Object.entries(run.rowsBeside).map(([metric, rows]) => (
    <span key={metric} className={styles.beside} data-beside={metric}>
      {besideWords(metric)}: {rowWords({ rows })}
    </span>
  ));
}

function Sentences({ title, lines }: { title: string; lines: readonly string[] }) {
  if (lines.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <ul className={styles.notes}>
        {[...new Set(lines)].map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </>
  );
}

/** The last run of each person and source, with the rows that runs before it have stored. */
function lastRuns(runs: readonly Run[]): { run: Run; before: number }[] {
  const byKey = new Map<string, { run: Run; before: number }>();
  for (const run of runs) {
    const key = `${run.userId}/${run.source}`;
    const former = byKey.get(key);
    byKey.set(key, { run, before: former ? former.before + former.run.rows.new : 0 });
  }
  return [...byKey.values()];
}
