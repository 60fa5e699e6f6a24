import type { Metadata } from 'next';
import Link from 'next/link';
import controls from '#app/_components/controls.module.css';
import { EmptyNotice } from '#app/_components/Notice.tsx';
import { Pager } from '#app/_components/Pager.tsx';
import { Refresher } from '#app/_components/Refresher.tsx';
import screen from '#app/_components/screen.module.css';
import { formatCount, plural } from '#app/_format/numbers.ts';
import { getSchedule } from '#jobs/getSchedule.ts';
import { RunsNav } from '../RunsNav.tsx';
import runStyles from '../RunsView.module.css';
import { ScheduleFilters } from './ScheduleFilters.tsx';
import { ScheduleTable } from './ScheduleTable.tsx';
import {
  parseScheduleView,
  scheduleAddress,
  scheduleQuestion,
  sourcesPerPage,
} from './scheduleAddress.ts';
import { WorkersAndTasks } from './WorkersAndTasks.tsx';

export const metadata: Metadata = { title: 'Schedule' };

const lookAgainMs = 10_000;

export default async function SchedulePage(props: PageProps<'/runs/schedule'>) {
  const view = parseScheduleView(await props.searchParams);
  const schedule = await getSchedule(scheduleQuestion(view));
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
      <ScheduleFilters view={view} />
      {schedule.sources.length > 0 ? (
        <ScheduleTable sources={schedule.sources} view={view} now={schedule.now} />
      ) : (
        <Nothing filtered={Boolean(view.q || view.overdue)} beyond={schedule.matching > 0} />
      )}
      <Pager
        page={view.page}
        pages={Math.ceil(schedule.matching / sourcesPerPage)}
        hrefOf={(page) => scheduleAddress(view, { page })}
        className={runStyles.pages}
      />
    </>
  );
}

function Nothing({ filtered, beyond }: { filtered: boolean; beyond: boolean }) {
  const all = (
    <Link className={controls.button} href="/runs/schedule">
      Show all
    </Link>
  );
  if (beyond) return <EmptyNotice title="There is no such page" actions={all} />;
  return filtered ? (
    <EmptyNotice title="Nobody matches" actions={all} />
  ) : (
    <EmptyNotice title="Nobody here yet">
      <p>Add a participant on the overview, or bring recordings.</p>
    </EmptyNotice>
  );
}
