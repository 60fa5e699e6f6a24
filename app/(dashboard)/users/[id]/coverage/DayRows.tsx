import cover from '#app/_components/Coverage.module.css';
import tables from '#app/_components/table.module.css';
import { formatShare, stateWords } from '#app/_format/coverage.ts';
import { formatCount, plural } from '#app/_format/numbers.ts';
import { formatLocalDate, formatRelative } from '#app/_format/time.ts';
import type { CoverageDay } from '#lib/contract/coverage.ts';
import type { User } from '#lib/contract/users.ts';
import { localDay } from '#lib/time/timeZone.ts';
import styles from './DayRows.module.css';
import { DayStrip, StripPatterns } from './DayStrip.tsx';
import { FetchDay } from './FetchDay.tsx';

interface DayRowsProps {
  /** In the order in which they are shown. */
  days: readonly CoverageDay[];
  user: Pick<User, 'id' | 'timeZone'>;
  /** The source that can be asked, if any. */
  source: string | undefined;
  severalSources: boolean;
  /** When the page was made, ms UTC. */
  now: number;
}

export function DayRows({ days, user, source, severalSources, now }: DayRowsProps) {
  return (
    <div className={`${tables.scroll} ${styles.card}`}>
      <StripPatterns />
      <table className={`${tables.table} ${styles.days}`}>
        <caption className="visually-hidden">
          Days, newest first; each with its state, its quarter-hours, and what they rest on
        </caption>
        <thead>
          <tr>
            <th scope="col">Day</th>
            <th scope="col" className={tables.start}>
              State
            </th>
            <th scope="col" className={styles.strip}>
              <span className="visually-hidden">Quarter-hours</span>
              <span aria-hidden="true" className={styles.hours}>
                <span>0</span>
                <span>6</span>
                <span>12</span>
                <span>18</span>
                <span>24 h</span>
              </span>
            </th>
            <th scope="col">Heart rate</th>
            <th scope="col" className={tables.start}>
              Known from
            </th>
            <th scope="col">
              <span className="visually-hidden">Fetch</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {days.map((day) => (
            <DayRow key={day.date} {...{ day, user, source, severalSources, now }} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function DayRow({
  day,
  user,
  source,
  severalSources,
  now,
}: Omit<DayRowsProps, 'days'> & { day: CoverageDay }) {
  const { label, sign } = stateWords[day.state];
  const hasHoles = day.state !== 'complete' || !day.settled;
  return (
    <tr data-date={day.date} data-state={day.state}>
      <th scope="row" className={styles.date}>
        {formatLocalDate(day.date)}
      </th>
      <td className={tables.start}>
        <span className={styles.state}>
          <span className={cover.cell} data-cover={day.state} aria-hidden="true">
            {sign}
          </span>
          {label}
        </span>
      </td>
      <td className={styles.strip}>
        <DayStrip
          day={localDay(day.date, user.timeZone)}
          stretches={day.stretches ?? []}
          timeZone={user.timeZone}
        />
      </td>
      <td>
        {formatShare(day.share)}
        <span className={styles.soft}>{plural(day.samples, 'sample')}</span>
      </td>
      <td className={`${tables.start} ${tables.wrap}`}>
        <Evidence day={day} severalSources={severalSources} now={now} />
      </td>
      <td>
        {source !== undefined && hasHoles && day.state !== 'not-expected' ? (
          <FetchDay userId={user.id} source={source} date={day.date} />
        ) : null}
      </td>
    </tr>
  );
}

function Evidence({
  day,
  severalSources,
  now,
}: {
  day: CoverageDay;
  severalSources: boolean;
  now: number;
}) {
  const facts = [
    day.checkedAt === null ? 'never answered' : `answered ${formatRelative(day.checkedAt, now)}`,
    ...(day.pages === null ? [] : [plural(day.pages, 'page')]),
    day.settled ? 'settled' : 'still open',
    ...(severalSources
      ? day.sources.map(
          ({ source, state }) => `${source}: ${stateWords[state].label.toLowerCase()}`,
        )
      : []),
  ];
  return (
    <>
      <span className={styles.facts}>{facts.join(' · ')}</span>
      {day.error ? (
        <span className={styles.error}>
          {day.error.message} ({day.error.code}, {formatCount(day.attempts)}×
          {day.nextAttemptAt === null
            ? ''
            : `, next attempt ${formatRelative(day.nextAttemptAt, now)}`}
          )
        </span>
      ) : null}
    </>
  );
}
