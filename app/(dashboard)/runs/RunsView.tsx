'use client';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { type FormEvent, useTransition } from 'react';
import controls from '#app/_components/controls.module.css';
import { EmptyNotice, FailedNotice } from '#app/_components/Notice.tsx';
import { isActive, parseRunFilter, type RunFilter, runsQuery } from '#app/_queries/runs.ts';
import { runStatuses } from '#lib/contract/limits.ts';
import { RunsTable } from './RunsTable.tsx';
import styles from './RunsView.module.css';

/** All runs, newest first; the filter lives in the address, the list follows while runs are at work. */
export function RunsView({ filter, now }: { filter: RunFilter; now: number }) {
  const query = useInfiniteQuery(runsQuery(filter));
  const runs = query.data?.pages.flatMap((page) => page.runs) ?? [];
  const active = runs.filter(isActive).length;
  const filtered = filter.user !== undefined || filter.status !== undefined;
  return (
    <>
      <header className={styles.head}>
        <div>
          <h1>Runs</h1>
          <p className={styles.lead} role="status">
            {active === 0 ? 'Nothing at work' : `${active} at work, followed live`}
          </p>
        </div>
        <Filters filter={filter} />
      </header>
      {query.error ? (
        <FailedNotice
          title="The runs could not be loaded"
          actions={
            <button type="button" className={controls.button} onClick={() => query.refetch()}>
              Try again
            </button>
          }
        >
          <p>{query.error.message}</p>
        </FailedNotice>
      ) : null}
      {runs.length > 0 ? <RunsTable runs={runs} now={Math.max(now, query.dataUpdatedAt)} /> : null}
      {runs.length === 0 && query.isSuccess ? <NoRuns filtered={filtered} /> : null}
      {query.hasNextPage ? (
        <button
          type="button"
          className={`${controls.button} ${styles.more}`}
          disabled={query.isFetchingNextPage}
          onClick={() => query.fetchNextPage()}
        >
          {query.isFetchingNextPage ? 'Loading older runs…' : 'Older runs'}
        </button>
      ) : null}
    </>
  );
}

function NoRuns({ filtered }: { filtered: boolean }) {
  return filtered ? (
    <EmptyNotice title="No run matches">
      <p>Choose another user or status.</p>
    </EmptyNotice>
  ) : (
    <EmptyNotice title="No runs yet">
      <p>
        The nightly schedule makes one for each user; <code>npm run ingest -- --user ID</code> makes
        one now.
      </p>
    </EmptyNotice>
  );
}

function Filters({ filter }: { filter: RunFilter }) {
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  const show = (form: HTMLFormElement) => {
    const data = new FormData(form);
    const { user, status } = parseRunFilter({ user: data.get('user'), status: data.get('status') });
    const query = new URLSearchParams();
    if (user) query.set('user', user);
    if (status) query.set('status', status);
    startTransition(() => router.push(query.size > 0 ? `/runs?${query}` : '/runs'));
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    show(event.currentTarget);
  };
  return (
    <form
      action="/runs"
      key={`${filter.user}-${filter.status}`}
      className={styles.filters}
      aria-busy={pending}
      onSubmit={submit}
    >
      <label className={controls.label}>
        User
        <input
          name="user"
          placeholder="All users"
          className={controls.field}
          defaultValue={filter.user}
          pattern="[A-Za-z0-9][A-Za-z0-9._\-]{0,63}"
          title="A user’s identifier"
        />
      </label>
      <label className={controls.label}>
        Status
        <select
          name="status"
          className={controls.field}
          defaultValue={filter.status ?? ''}
          onChange={(event) => event.target.form && show(event.target.form)}
        >
          <option value="">All</option>
          {runStatuses.map((status) => (
            <option key={status} value={status}>
              {status}
            </option>
          ))}
        </select>
      </label>
      <button type="submit" className={controls.button}>
        Show
      </button>
    </form>
  );
}
