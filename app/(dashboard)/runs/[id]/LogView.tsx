'use client';
import { useQueryClient } from '@tanstack/react-query';
import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import controls from '#app/_components/controls.module.css';
import { Skeleton } from '#app/_components/Skeleton.tsx';
import { logText, searchedText } from '#app/_format/logLine.ts';
import { formatCount, plural } from '#app/_format/numbers.ts';
import { formatClock } from '#app/_format/time.ts';
import { type LogConnection, useRunLog } from '#app/_queries/useRunLog.ts';
import type { LogLine } from '#lib/contract/ingestions.ts';
import { logLevels } from '#lib/contract/limits.ts';
import { machineTimeZone } from '#lib/time/timeZone.ts';
import { LogLines } from './LogLines.tsx';
import styles from './LogView.module.css';

/** The run's log as it is written: by level, by what it says, following its end or not. */
export function LogView({ id, timeZone }: { id: number; timeZone: string }) {
  const { lines, connection } = useRunLog(id);
  const [least, setLeast] = useState<LogLine['level']>('debug');
  const [search, setSearch] = useState('');
  const [follow, setFollow] = useState(true);
  // What is typed is seen at once, and what it finds when there is time.
  const sought = useDeferredValue(search);
  const shown = useMemo(() => chosenLines(lines, least, sought), [lines, least, sought]);
  const client = useQueryClient();
  const complete = connection.state === 'complete';
  useEffect(() => {
    if (complete) void client.invalidateQueries({ queryKey: ['run', id] });
  }, [client, complete, id]);
  const text = () => shown.map((line) => logText(line, timeZone)).join('\n');
  return (
    <section
      className={styles.card}
      aria-labelledby="log"
      data-running={!complete}
      data-connection={connection.state}
    >
      <div className={styles.bar}>
        <h2 id="log">Log</h2>
        <p role="status" className={styles.connection} data-state={connection.state}>
          {connectionWords(connection)}
        </p>
        <p className={styles.count}>
          {shown.length === lines.length
            ? plural(lines.length, 'line')
            : `${formatCount(shown.length)} of ${plural(lines.length, 'line')}`}
        </p>
      </div>
      <div className={styles.controls}>
        <input
          type="search"
          aria-label="Search the log"
          placeholder="Search"
          className={controls.field}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
        <select
          aria-label="Least level"
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
        <label className={styles.check}>
          <input
            type="checkbox"
            checked={follow}
            onChange={(event) => setFollow(event.target.checked)}
          />
          Follow
        </label>
        <CopyButton text={text} />
        <button
          type="button"
          className={controls.button}
          disabled={shown.length === 0}
          onClick={() => download(`heartline-run-${id}.log`, text())}
        >
          Download
        </button>
      </div>
      {shown.length > 0 ? (
        <LogLines lines={shown} timeZone={timeZone} follow={follow} onLeaveEnd={setFollow} />
      ) : (
        <NoLines connection={connection} filtered={lines.length > 0} />
      )}
    </section>
  );
}

function chosenLines(lines: readonly LogLine[], least: LogLine['level'], search: string) {
  const from = logLevels.indexOf(least);
  const needle = search.trim().toLowerCase();
  if (from === 0 && needle === '') return lines;
  return lines.filter(
    (line) =>
      logLevels.indexOf(line.level) >= from &&
      (needle === '' || searchedText(line).includes(needle)),
  );
}

function connectionWords(connection: LogConnection): string {
  switch (connection.state) {
    case 'connecting':
      return 'Connecting…';
    case 'live':
      return 'Live';
    case 'complete':
      return 'Complete';
    case 'reconnecting':
      return `Connection lost at ${formatClock(connection.since, machineTimeZone(), true)}; trying again`;
  }
}

function NoLines({ connection, filtered }: { connection: LogConnection; filtered: boolean }) {
  if (filtered)
    return (
      <p className={styles.none} data-state="empty">
        No line matches. Choose another level, or search for something else.
      </p>
    );
  if (connection.state === 'connecting') return <Skeleton kind="line" count={4} />;
  return (
    <p className={styles.none} data-state="empty">
      {connection.state === 'complete'
        ? 'This run wrote no lines.'
        : 'No lines yet; they appear here as they are written.'}
    </p>
  );
}

const saidMs = 2_000;

function CopyButton({ text }: { text: () => string }) {
  const [said, setSaid] = useState<'copied' | 'refused'>();
  useEffect(() => {
    if (!said) return;
    const timer = setTimeout(() => setSaid(undefined), saidMs);
    return () => clearTimeout(timer);
  }, [said]);
  return (
    <button
      type="button"
      className={controls.button}
      onClick={() =>
        navigator.clipboard.writeText(text()).then(
          () => setSaid('copied'),
          () => setSaid('refused'),
        )
      }
    >
      <span aria-live="polite">
        {said === undefined ? 'Copy' : said === 'copied' ? 'Copied' : 'Not allowed'}
      </span>
    </button>
  );
}

function download(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text, '\n'], { type: 'text/plain' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
