'use client';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useTransition } from 'react';
import controls from '#app/_components/controls.module.css';
import { EmptyNotice, FailedNotice } from '#app/_components/Notice.tsx';
import { Pager } from '#app/_components/Pager.tsx';
import screen from '#app/_components/screen.module.css';
import { plural } from '#app/_format/numbers.ts';
import { formatClock } from '#app/_format/time.ts';
import {
  isActive,
  parseRunFilter,
  type RunFilter,
  runsAddress,
  runsPageSize,
  runsQuery,
} from '#app/_queries/runs.ts';
import { machineTimeZone } from '#lib/time/timeZone.ts';
import { RunFilters } from './RunFilters.tsx';
import { RunsNav } from './RunsNav.tsx';
import { RunsTable } from './RunsTable.tsx';
import styles from './RunsView.module.css';

interface RunsViewProps {
  filter: RunFilter;
  /** Keys of the sources that there are. */
  sources: readonly string[];
  /** When the page was made, ms UTC. */
  now: number;
}

/** All runs, a page at a time; filter, order and page live in the address, and the list is live. */
export function RunsView({ filter, sources, now }: RunsViewProps) {
  const query = useQuery(runsQuery(filter));
  const { runs = [], total = 0 } = query.data ?? {};
  const active = runs.filter(isActive).length;
  const [pending, startTransition] = useTransition();
  const router = useRouter();
  const show = (change: Partial<Record<keyof RunFilter, unknown>>) =>
    startTransition(() =>
      router.push(runsAddress(parseRunFilter({ ...filter, page: undefined, ...change }), {})),
    );
  const filtered = Boolean(filter.user || filter.status || filter.source || filter.trigger);
  return (
    <>
      <header className={screen.head}>
        <div>
          <h1>Runs</h1>
          <p className={screen.lead} role="status">
            {plural(total, 'run')}
            {filtered ? ' that match' : ''}
            {active === 0 ? ', none at work on this page' : `, ${active} at work, followed live`}
          </p>
        </div>
        <RunsNav current="runs" />
      </header>
      <RunFilters filter={filter} sources={sources} pending={pending} onChange={show} />
      {query.error ? (
        <FailedNotice
          title={query.data ? 'Not up to date' : 'The runs could not be loaded'}
          actions={
            <button type="button" className={controls.button} onClick={() => query.refetch()}>
              Try again
            </button>
          }
        >
          <p>
            {query.error.message} Since {formatClock(query.errorUpdatedAt, machineTimeZone(), true)}
            {query.data ? '; what is shown below was true before.' : '.'}
          </p>
        </FailedNotice>
      ) : null}
      {runs.length > 0 ? <RunsTable runs={runs} now={Math.max(now, query.dataUpdatedAt)} /> : null}
      {runs.length === 0 && query.isSuccess ? (
        <NoRuns filtered={filtered} beyond={total > 0} />
      ) : null}
      <Pager
        page={filter.page}
        pages={Math.ceil(total / runsPageSize)}
        hrefOf={(page) => runsAddress(filter, { page })}
        className={styles.pages}
      />
    </>
  );
}

function NoRuns({ filtered, beyond }: { filtered: boolean; beyond: boolean }) {
  const all = (
    <Link className={controls.button} href="/runs">
      Show all runs
    </Link>
  );
  if (beyond) return <EmptyNotice title="There is no such page" actions={all} />;
  return filtered ? (
    <EmptyNotice title="No run matches" actions={all}>
      <p>Choose another user, status, source or beginning.</p>
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
