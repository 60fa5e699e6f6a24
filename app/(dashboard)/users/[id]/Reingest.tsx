'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import Link from 'next/link';
import { useEffect, useMemo, useState } from 'react';
import type { TimeWindow } from '#app/_charts/timeWindow.ts';
import { useCommands } from '#app/_components/CommandPalette/commands.ts';
import controls from '#app/_components/controls.module.css';
import { RunProgress } from '#app/_components/RunProgress.tsx';
import { useRefresh } from '#app/_components/useRefresh.ts';
import { heartRateKey } from '#app/_queries/heartRate.ts';
import { requestIngestion } from '#app/_queries/requestIngestion.ts';
import { runQuery } from '#app/_queries/run.ts';
import { isActive } from '#app/_queries/runs.ts';
import { statisticsKey } from '#app/_queries/statistics.ts';
import { summaryKey } from '#app/_queries/summary.ts';
import type { User } from '#lib/contract/users.ts';
import { daysOfWindow, formatDays } from './localDays.ts';
import styles from './Reingest.module.css';

interface ReingestProps {
  user: User;
  /** Whether any of the user's sources can be asked: files cannot. */
  canBeAsked: boolean;
  window: TimeWindow;
}

/** Files cannot be fetched again, so that users of files are told the command instead. */
export function Reingest({ user, canBeAsked, window }: ReingestProps) {
  if (canBeAsked) return <ReingestPanel user={user} window={window} />;
  return (
    <section className={styles.panel} aria-label="Import">
      <p className={styles.files}>
        <strong>More recordings?</strong> This user’s data comes from files:{' '}
        <code>npm run import -- --user {user.id} FILE…</code>
      </p>
    </section>
  );
}

/** Reads the days in view again from the source, shows how far it is and what came of it. */
function ReingestPanel({ user, window }: Pick<ReingestProps, 'user' | 'window'>) {
  const request = useMutation({
    mutationFn: () => {
      const days = daysOfWindow(window, user.timeZone, Date.now());
      return requestIngestion(user.id, days.start, days.end);
    },
  });
  const { mutate } = request;
  const commands = useMemo(
    () => [{ id: 'reingest', label: 'Re-ingest the days in view', run: () => mutate() }],
    [mutate],
  );
  useCommands('Window in view', commands);
  const runId = request.data?.id;
  const days = formatDays(daysOfWindow(window, user.timeZone, window.end));
  return (
    <section className={styles.panel} aria-label="Re-ingest">
      <div className={styles.ask}>
        <p>
          <strong>Something missing?</strong> Read {days} again from the source. What stands is left
          alone; what changed or is new is written.
        </p>
        <button
          type="button"
          className={controls.button}
          disabled={request.isPending}
          onClick={() => request.mutate()}
        >
          Re-ingest
        </button>
      </div>
      {request.error ? (
        <p role="alert" data-state="failed" className={styles.failed}>
          Not started. {request.error.message}
        </p>
      ) : null}
      {runId === undefined ? null : <FollowedRun key={runId} id={runId} userId={user.id} />}
    </section>
  );
}

/** Follows one run, and refreshes what is on screen when it ends. */
function FollowedRun({ id, userId }: { id: number; userId: string }) {
  const query = useQuery(runQuery(id));
  const client = useQueryClient();
  const refresh = useRefresh();
  const [refreshed, setRefreshed] = useState(false);
  const run = query.data?.run;
  const ended = run !== undefined && !isActive(run);
  useEffect(() => {
    if (!ended || refreshed) return;
    setRefreshed(true);
    void client.invalidateQueries({ queryKey: heartRateKey(userId) });
    void client.invalidateQueries({ queryKey: statisticsKey(userId) });
    void client.invalidateQueries({ queryKey: summaryKey(userId) });
    refresh();
  }, [ended, refreshed, client, userId, refresh]);
  if (query.error && !run) return <p role="alert">{query.error.message}</p>;
  if (!run) return <p role="status">Asking for run {id}…</p>;
  return (
    <div className={styles.run} data-run={run.id} data-status={run.status}>
      <RunProgress run={run} />
      <Link href={`/runs/${run.id}`}>Run {run.id} in full</Link>
    </div>
  );
}
