'use client';
import { useMutation, useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useEffect } from 'react';
import controls from '#app/_components/controls.module.css';
import { useRefresh } from '#app/_components/useRefresh.ts';
import { requestIngestion } from '#app/_queries/requestIngestion.ts';
import { runQuery } from '#app/_queries/run.ts';
import { isActive } from '#app/_queries/runs.ts';
import type { LocalDate } from '#lib/time/dateArithmetic.ts';
import styles from './DayRows.module.css';

interface FetchDayProps {
  userId: string;
  source: string;
  date: LocalDate;
}

/** Asks the source for this day and no other, and follows the run to its end. */
export function FetchDay({ userId, source, date }: FetchDayProps) {
  const request = useMutation({
    mutationFn: () => requestIngestion(userId, date, date, source),
  });
  return (
    <>
      <button
        type="button"
        className={`${controls.button} ${styles.fetch}`}
        disabled={request.isPending || request.isSuccess}
        onClick={() => request.mutate()}
      >
        {request.isSuccess ? 'Asked' : 'Fetch'}
        <span className="visually-hidden"> {date} alone</span>
      </button>
      {request.error ? (
        <span role="alert" className={styles.error}>
          {request.error.message}
        </span>
      ) : null}
      {request.data ? <Followed id={request.data.id} onEnd={request.reset} /> : null}
    </>
  );
}

function Followed({ id, onEnd }: { id: number; onEnd: () => void }) {
  const run = useQuery(runQuery(id)).data?.run;
  const refresh = useRefresh();
  const ended = run !== undefined && !isActive(run);
  const succeeded = run?.status === 'succeeded';
  useEffect(() => {
    if (!ended) return;
    refresh();
    if (succeeded) onEnd();
  }, [ended, succeeded, refresh, onEnd]);
  return (
    <span role="status" className={styles.soft}>
      <Link href={`/runs/${id}`}>run {id}</Link> {run?.status ?? 'asked for'}
    </span>
  );
}
