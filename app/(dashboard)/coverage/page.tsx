import type { Metadata } from 'next';
import Link from 'next/link';
import { CoverageLegend } from '#app/_components/CoverageLegend.tsx';
import controls from '#app/_components/controls.module.css';
import { EmptyNotice } from '#app/_components/Notice.tsx';
import screen from '#app/_components/screen.module.css';
import { plural } from '#app/_format/numbers.ts';
import { formatLocalDate } from '#app/_format/time.ts';
import { getCoverage } from '#db/queries/getCoverage.ts';
import { connectingSources } from '#lib/etl/registry.ts';
import { addDays } from '#lib/time/localDate.ts';
import { localDateOf, machineTimeZone } from '#lib/time/timeZone.ts';
import { CoverageFilters } from './CoverageFilters.tsx';
import {
  type CoverageView,
  coverageAddress,
  firstDayOf,
  pageSize,
  parseCoverageView,
} from './coverageAddress.ts';
import { HeatMap } from './HeatMap.tsx';
import styles from './page.module.css';

export const metadata: Metadata = { title: 'Coverage' };

/** Users × days: who wears the device, who has not synced, who is failing. */
export default async function CoveragePage(props: PageProps<'/coverage'>) {
  const now = Date.now();
  const today = localDateOf(now, machineTimeZone());
  const view = parseCoverageView(await props.searchParams, today);
  const { users, matching } = await getCoverage({
    start: firstDayOf(view),
    end: view.end,
    q: view.q,
    state: view.state,
    sort: view.sort,
    cursor: (view.page - 1) * pageSize,
    limit: pageSize,
    connecting: connectingSources(),
  });
  const filtered = view.q !== '' || view.state !== undefined;
  return (
    <>
      <header className={screen.head}>
        <div>
          <h1>Coverage</h1>
          <p className={screen.lead} role="status">
            {plural(matching, 'user')}
            {filtered ? ' match' : ''}, {formatLocalDate(firstDayOf(view))} to{' '}
            {formatLocalDate(view.end)}
          </p>
        </div>
        <CoverageFilters view={view} today={today} />
      </header>
      <CoverageLegend />
      {users.length > 0 ? (
        <HeatMap users={users} start={firstDayOf(view)} end={view.end} now={now} />
      ) : (
        <EmptyNotice
          title={filtered ? 'No user matches' : 'Nobody here yet'}
          actions={
            filtered ? (
              <Link className={controls.button} href="/coverage">
                Show all
              </Link>
            ) : undefined
          }
        >
          <p>
            {filtered
              ? 'Choose another name or state, or other days.'
              : 'Add a participant on the overview, and each day of theirs appears here.'}
          </p>
        </EmptyNotice>
      )}
      <Pages view={view} today={today} matching={matching} />
    </>
  );
}

interface PagesProps {
  view: CoverageView;
  today: string;
  matching: number;
}

function Pages({ view, today, matching }: PagesProps) {
  const pages = Math.max(1, Math.ceil(matching / pageSize));
  const link = (label: string, change: Partial<CoverageView>) => (
    <Link className={controls.button} href={coverageAddress(view, today, change)}>
      {label}
    </Link>
  );
  return (
    <nav aria-label="Pages and days" className={styles.pages}>
      {link('Earlier days', { end: addDays(view.end, -view.span) })}
      {view.end < today ? link('Later days', { end: laterEnd(view, today) }) : null}
      <span className={styles.gap} />
      {view.page > 1 ? link('Previous users', { page: view.page - 1 }) : null}
      {pages > 1 ? (
        <span>
          Page {view.page} of {pages}
        </span>
      ) : null}
      {view.page < pages ? link('Next users', { page: view.page + 1 }) : null}
    </nav>
  );
}

function laterEnd({ end, span }: CoverageView, today: string): string {
  const later = addDays(end, span);
  return later < today ? later : today;
}
