import type { Metadata } from 'next';
import Link from 'next/link';
import { z } from 'zod';
import controls from '#app/_components/controls.module.css';
import { EmptyNotice } from '#app/_components/Notice.tsx';
import { Refresher } from '#app/_components/Refresher.tsx';
import screen from '#app/_components/screen.module.css';
import { formatCount, plural } from '#app/_format/numbers.ts';
import { getSchedule } from '#jobs/getSchedule.ts';
import { RunsNav } from '../RunsNav.tsx';
import runStyles from '../RunsView.module.css';
import styles from './page.module.css';
import { ScheduleTable } from './ScheduleTable.tsx';
import { WorkersAndTasks } from './WorkersAndTasks.tsx';

export const metadata: Metadata = { title: 'Schedule' };

const lookAgainMs = 10_000;
const perPage = 100;

const parameters = z.object({
  q: z.string().trim().max(100).catch(''),
  overdue: z.enum(['true']).optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
});

export default async function SchedulePage(props: PageProps<'/runs/schedule'>) {
  const { q, overdue, page } = parameters.parse(await props.searchParams);
  const schedule = await getSchedule({ q, overdue, offset: (page - 1) * perPage, limit: perPage });
  const pages = Math.ceil(schedule.matching / perPage);
  const address = (to: number) => {
    const query = new URLSearchParams({
      ...(q && { q }),
      ...(overdue && { overdue }),
      page: String(to),
    });
    return `/runs/schedule?${query}`;
  };
  return (
    <>
      <Refresher everyMs={lookAgainMs} />
      <header className={screen.head}>
        <div>
          <h1>Schedule</h1>
          <p className={screen.lead} role="status">
            {schedule.overdue === 0
              ? 'Nobody is overdue'
              : `${formatCount(schedule.overdue)} overdue`}
            , {plural(schedule.workers.length, 'worker')} alive
          </p>
        </div>
        <RunsNav current="schedule" />
      </header>
      <WorkersAndTasks schedule={schedule} />
      <search>
        <form action="/runs/schedule" className={`${screen.filters} ${runStyles.filters}`}>
          <label className={controls.label}>
            User
            <input
              type="search"
              name="q"
              className={controls.field}
              placeholder="Name or identifier"
              defaultValue={q}
            />
          </label>
          <label className={styles.check}>
            <input
              type="checkbox"
              name="overdue"
              value="true"
              defaultChecked={overdue === 'true'}
            />
            Only overdue
          </label>
          <button type="submit" className={controls.button}>
            Show
          </button>
        </form>
      </search>
      {schedule.sources.length > 0 ? (
        <ScheduleTable sources={schedule.sources} now={schedule.now} />
      ) : (
        <Nothing filtered={Boolean(q || overdue)} />
      )}
      {pages > 1 ? (
        <nav aria-label="Pages" className={`${screen.pages} ${runStyles.pages}`}>
          {page > 1 ? (
            <Link className={controls.button} href={address(page - 1)}>
              Previous
            </Link>
          ) : null}
          <span>
            Page {page} of {pages}
          </span>
          {page < pages ? (
            <Link className={controls.button} href={address(page + 1)}>
              Next
            </Link>
          ) : null}
        </nav>
      ) : null}
    </>
  );
}

function Nothing({ filtered }: { filtered: boolean }) {
  return filtered ? (
    <EmptyNotice
      title="Nobody matches"
      actions={
        <Link className={controls.button} href="/runs/schedule">
          Show all
        </Link>
      }
    />
  ) : (
    <EmptyNotice title="Nobody here yet">
      <p>Add a participant on the overview, or bring recordings.</p>
    </EmptyNotice>
  );
}
