'use client';
import { formatClock } from '#app/_format/time.ts';
import { machineTimeZone } from '#lib/time/timeZone.ts';
import controls from './controls.module.css';
import { FailedNotice } from './Notice.tsx';
import { LoadingStatus, Skeleton } from './Skeleton.tsx';

interface QueryNoteProps {
  query: {
    data: unknown;
    error: Error | null;
    errorUpdatedAt: number;
    refetch: () => unknown;
  };
  /** Begins the sentence "… could not be loaded". */
  what: string;
}

/** What stands where an answer is to come: its room while it loads, or what failed, since when. */
export function QueryNote({ query, what }: QueryNoteProps) {
  if (query.error) {
    return (
      <FailedNotice
        title={`${what} could not be loaded`}
        actions={
          <button type="button" className={controls.button} onClick={() => query.refetch()}>
            Try again
          </button>
        }
      >
        <p>
          {query.error.message} Since {formatClock(query.errorUpdatedAt, machineTimeZone(), true)}.
        </p>
      </FailedNotice>
    );
  }
  if (query.data !== undefined) return null;
  return (
    <>
      <LoadingStatus what={what.toLowerCase()} />
      <Skeleton kind="card" count={3} />
    </>
  );
}
