'use client';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import controls from '#app/_components/controls.module.css';
import { formatClock } from '#app/_format/time.ts';
import { runLogsQuery } from '#app/_queries/runLogs.ts';
import type { LogLine } from '#lib/contract/ingestions.ts';
import { logLevels } from '#lib/contract/limits.ts';
import styles from './RunView.module.css';

/** The run's log as it is written: filtered by level, following its end or not. */
export function LogView({ id, timeZone }: { id: number; timeZone: string }) {
  const query = useQuery(runLogsQuery(id));
  const [least, setLeast] = useState<LogLine['level']>('debug');
  const [follow, setFollow] = useState(true);
  const end = useRef<HTMLOListElement>(null);
  const lines = (query.data?.lines ?? []).filter(
    ({ level }) => logLevels.indexOf(level) >= logLevels.indexOf(least),
  );
  const last = lines.at(-1)?.id;
  useEffect(() => {
    if (follow && last !== undefined) end.current?.scrollTo({ top: end.current.scrollHeight });
  }, [follow, last]);
  return (
    <section className={styles.card} aria-labelledby="log" data-running={query.data?.running}>
      <div className={styles.bar}>
        <h2 id="log">Log</h2>
        <div className={styles.controls}>
          <span role="status" className={styles.soft}>
            {query.data?.running ? 'More lines will come' : 'Complete'}
          </span>
          <label className={styles.check}>
            <input
              type="checkbox"
              checked={follow}
              onChange={(event) => setFollow(event.target.checked)}
            />
            Follow
          </label>
          <label>
            <span className="visually-hidden">Least level</span>
            <select
              className={controls.field}
              value={least}
              onChange={(event) =>
                setLeast(logLevels.find((level) => level === event.target.value) ?? 'debug')
              }
            >
              {logLevels.map((level) => (
                <option key={level} value={level}>
                  {level === 'debug' ? 'All levels' : `${level} and above`}
                </option>
              ))}
            </select>
          </label>
        </div>
      </div>
      {query.error ? <p role="alert">{query.error.message}</p> : null}
      {lines.length > 0 ? (
        <ol ref={end} className={styles.log} aria-label="Log lines">
          {lines.map((line) => (
            <Line key={line.id} line={line} timeZone={timeZone} />
          ))}
        </ol>
      ) : (
        <p className={styles.soft} data-state="empty">
          {query.data?.running
            ? 'No lines yet; they appear here as they are written.'
            : 'No lines.'}
        </p>
      )}
    </section>
  );
}

function Line({ line, timeZone }: { line: LogLine; timeZone: string }) {
  const context = Object.entries(line.context)
    .map(([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(' ');
  return (
    <li>
      <time dateTime={new Date(line.at).toISOString()}>{formatClock(line.at, timeZone, true)}</time>
      <span className={styles.level} data-level={line.level}>
        {line.level}
      </span>
      <span className={styles.message}>
        {line.message} <span className={styles.context}>{context}</span>
      </span>
    </li>
  );
}
