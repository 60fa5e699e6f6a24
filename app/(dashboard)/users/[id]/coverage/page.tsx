import type { Metadata } from 'next';
import Link from 'next/link';
import { CoverageLegend } from '#app/_components/CoverageLegend.tsx';
import controls from '#app/_components/controls.module.css';
import screen from '#app/_components/screen.module.css';
import { When } from '#app/_components/When.tsx';
import { formatLocalDate } from '#app/_format/time.ts';
import { getUserCoverage } from '#db/queries/getUserCoverage.ts';
import type { UserCoverageAnswer } from '#lib/contract/coverage.ts';
import { connectingSources, sources } from '#lib/etl/registry.ts';
import { addDays, isLocalDate } from '#lib/time/dateArithmetic.ts';
import { localDateOf } from '#lib/time/timeZone.ts';
import { userOrNotFound } from '../userOrNotFound.ts';
import { DayRows } from './DayRows.tsx';
import { Enrolment } from './Enrolment.tsx';
import styles from './page.module.css';

export const metadata: Metadata = { title: 'Coverage' };

const span = 28;

/** One user, day by day and quarter-hour by quarter-hour. */
export default async function UserCoveragePage(props: PageProps<'/users/[id]/coverage'>) {
  const user = await userOrNotFound((await props.params).id);
  const { end: asked } = await props.searchParams;
  const now = Date.now();
  const today = localDateOf(now, user.timeZone);
  const end = typeof asked === 'string' && isLocalDate(asked) && asked < today ? asked : today;
  const start = addDays(end, 1 - span);
  const coverage = await getUserCoverage({
    userId: user.id,
    start,
    end,
    detail: 'quarters',
    connecting: connectingSources(),
    now,
  });
  const askable = coverage.sources.find(({ source }) => sources[source]?.scheduled);
  const address = (date: string) =>
    date >= today
      ? `/users/${encodeURIComponent(user.id)}/coverage`
      : `/users/${encodeURIComponent(user.id)}/coverage?end=${date}`;
  return (
    <section aria-label="Coverage">
      <div className={screen.head}>
        <div>
          <h2>What is here, what is missing, and why</h2>
          <p className={styles.soft}>
            {formatLocalDate(start)} to {formatLocalDate(end)}, on the user’s clock
          </p>
          <Sources coverage={coverage} now={now} />
        </div>
        <nav aria-label="Days" className={styles.days}>
          <Link className={controls.button} href={address(addDays(end, -span))}>
            Earlier
          </Link>
          {end < today ? (
            <Link className={controls.button} href={address(addDays(end, span))}>
              Later
            </Link>
          ) : null}
        </nav>
      </div>
      <CoverageLegend />
      <DayRows
        days={coverage.days.toReversed()}
        user={user}
        source={askable?.source}
        severalSources={coverage.sources.length > 1}
        now={now}
      />
      <Enrolment
        userId={user.id}
        enrolledOn={coverage.enrolledOn}
        withdrawnOn={coverage.withdrawnOn}
      />
    </section>
  );
}

function Sources({ coverage, now }: { coverage: UserCoverageAnswer; now: number }) {
  return (
    <ul className={styles.sources}>
      {coverage.sources.map(({ source, syncedUntil, authorisationEnded }) => (
        <li key={source}>
          <strong>{sources[source]?.label ?? source}</strong>{' '}
          {syncedUntil === null ? (
            'has said nothing of when the device synced'
          ) : (
            <>
              synced until <When at={syncedUntil} timeZone={coverage.timeZone} now={now} />
            </>
          )}
          {authorisationEnded === null ? null : (
            <>
              {authorisationEnded === 0 ? '; nobody has connected it' : '; not authorised any more'}
              {' – '}
              <Link href={`/users/${encodeURIComponent(coverage.userId)}/connection`}>
                see the connection
              </Link>
            </>
          )}
        </li>
      ))}
    </ul>
  );
}
