'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import controls from '#app/_components/controls.module.css';
import screen from '#app/_components/screen.module.css';
import { cancelRun } from '#app/_queries/cancelRun.ts';
import { type Asked, askForRun } from '#app/_queries/requestIngestion.ts';
import { runQuery } from '#app/_queries/run.ts';
import { isActive } from '#app/_queries/runs.ts';
import type { Run } from '#lib/contract/ingestions.ts';
import styles from './RunView.module.css';

/** What can be done with a run: stop it, ask for the same again, read its days again. */
export function RunActions({ run, canBeAsked }: { run: Run; canBeAsked: boolean }) {
  const router = useRouter();
  const client = useQueryClient();
  const cancel = useMutation({
    mutationFn: () => cancelRun(run.id),
    onSuccess: (answer) => client.setQueryData(runQuery(run.id).queryKey, answer),
  });
  const again = useMutation({
    mutationFn: (asked: Asked) => askForRun(run.userId, asked),
    onSuccess: ({ id }) => router.push(`/runs/${id}`),
  });
  const { source } = run;
  const { start, end, full } = run.window;
  const days = start && end ? { start, end, source } : undefined;
  const catchesUp = run.trigger === 'schedule' || run.trigger === 'start';
  const same: Asked = full ? { full, source } : catchesUp || !days ? { source } : days;
  const error = cancel.error ?? again.error;
  return (
    <div className={styles.actions}>
      {isActive(run) ? (
        <button
          type="button"
          className={controls.button}
          disabled={cancel.isPending || run.cancelRequestedAt !== null}
          onClick={() => cancel.mutate()}
        >
          {run.cancelRequestedAt === null ? 'Cancel run' : 'Stopping…'}
        </button>
      ) : canBeAsked ? (
        <>
          {days && same !== days ? (
            <button
              type="button"
              className={controls.button}
              disabled={again.isPending}
              onClick={() => again.mutate(days)}
            >
              Re-ingest this window
            </button>
          ) : null}
          <button
            type="button"
            className={controls.primary}
            disabled={again.isPending}
            onClick={() => again.mutate(same)}
          >
            Run again
          </button>
        </>
      ) : (
        <p className={screen.lead}>
          {run.source} cannot be asked again: its data came in files, or the source is no longer the
          user’s. <Link href="/import">Import the files once more</Link>; what is here is not
          doubled.
        </p>
      )}
      {error ? (
        <p role="alert" data-state="failed" className={styles.failed}>
          {error.message}
        </p>
      ) : null}
    </div>
  );
}
