'use client';
import { Toast } from '@base-ui/react/toast';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useEffect, useSyncExternalStore } from 'react';
import controls from '#app/_components/controls.module.css';
import { StatusBadge } from '#app/_components/StatusBadge.tsx';
import { useRefresh } from '#app/_components/useRefresh.ts';
import { rowWords } from '#app/_format/run.ts';
import { RequestError } from '#app/_queries/fetchJson.ts';
import { runQuery } from '#app/_queries/run.ts';
import { isActive } from '#app/_queries/runs.ts';
import {
  forgetRun,
  onStartedRuns,
  type StartedRun,
  startedRuns,
} from '#app/_queries/startedRuns.ts';
import type { Run } from '#lib/contract/ingestions.ts';
import styles from './RunToasts.module.css';

const shownMs = 12_000;
const none: readonly StartedRun[] = [];

/** Watches each run that was started here, and shows a toast when it has ended. */
export function WatchedRuns() {
  const runs = useSyncExternalStore(onStartedRuns, startedRuns, () => none);
  return (
    <Toast.Provider timeout={shownMs} limit={4}>
      {runs.map((run) => (
        <WatchedRun key={run.id} id={run.id} />
      ))}
      <Toasts />
    </Toast.Provider>
  );
}

function WatchedRun({ id }: { id: number }) {
  const query = useQuery(runQuery(id));
  const { add } = Toast.useToastManager<Run>();
  const refresh = useRefresh();
  const run = query.data?.run;
  const ended = run !== undefined && !isActive(run);
  const gone = query.error instanceof RequestError && query.error.status === 404;
  useEffect(() => {
    if (gone) forgetRun(id);
    if (!ended || !run) return;
    // Under the run's own id, so that an effect that runs twice shows one toast.
    add({
      id: `run-${id}`,
      data: run,
      title: `Run ${id} of ${run.userId} ${endedWords[run.status]}`,
      description: run.error ?? rowWords(run),
      priority: run.status === 'failed' ? 'high' : 'low',
    });
    forgetRun(id);
    refresh();
  }, [add, ended, gone, id, refresh, run]);
  return null;
}

const endedWords: Record<Run['status'], string> = {
  queued: 'waits',
  running: 'goes on',
  succeeded: 'succeeded',
  failed: 'failed',
  interrupted: 'was interrupted',
  cancelled: 'was cancelled',
};

function Toasts() {
  const { toasts, close } = Toast.useToastManager<Run>();
  return (
    <Toast.Portal>
      <Toast.Viewport className={styles.viewport}>
        {toasts.map((toast) => (
          <Toast.Root key={toast.id} toast={toast} className={styles.toast} swipeDirection="right">
            <Toast.Content className={styles.content}>
              {toast.data ? <StatusBadge status={toast.data.status} /> : null}
              <Toast.Title className={styles.title} />
              <Toast.Description className={styles.description} />
              <div className={styles.actions}>
                {toast.data ? (
                  <Link
                    className={controls.button}
                    href={`/runs/${toast.data.id}`}
                    onClick={() => close(toast.id)}
                  >
                    Show run
                  </Link>
                ) : null}
                <Toast.Close className={controls.button}>Dismiss</Toast.Close>
              </div>
            </Toast.Content>
          </Toast.Root>
        ))}
      </Toast.Viewport>
    </Toast.Portal>
  );
}
