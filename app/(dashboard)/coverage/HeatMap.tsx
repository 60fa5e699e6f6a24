import Link from 'next/link';
import cover from '#app/_components/Coverage.module.css';
import { formatShare, stateWords } from '#app/_format/coverage.ts';
import { plural } from '#app/_format/numbers.ts';
import { formatLocalDate, formatRelative } from '#app/_format/time.ts';
import type { CoverageOfUser } from '#lib/contract/coverage.ts';
import { eachDay, type LocalDate } from '#lib/time/dateArithmetic.ts';
import styles from './HeatMap.module.css';

interface HeatMapProps {
  users: readonly CoverageOfUser[];
  start: LocalDate;
  end: LocalDate;
  /** When the page was made, ms UTC. */
  now: number;
}

/** A real table: each cell says its day, its state and how much of the day holds heart rate. */
export function HeatMap({ users, start, end, now }: HeatMapProps) {
  const dates = [...eachDay(start, end)];
  return (
    <section className={styles.scroll} aria-label="Heat map, users by days">
      <table className={styles.map}>
        <thead>
          <tr>
            <th scope="col" className={styles.user}>
              User
            </th>
            <th scope="col" className={styles.figure}>
              Synced
            </th>
            <th scope="col" className={styles.figure}>
              Heart rate
            </th>
            {dates.map((date, index) => (
              <th key={date} scope="col" className={styles.date}>
                <span className="visually-hidden">{formatLocalDate(date)}</span>
                <span aria-hidden="true" className={styles.tick}>
                  <span>{monthOf(date, index)}</span>
                  <span>{Number(date.slice(8))}</span>
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {users.map((user) => (
            <UserRow key={user.id} user={user} dates={dates} now={now} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** The month's name where one begins, and at the first day. */
function monthOf(date: LocalDate, index: number): string {
  return index === 0 || date.endsWith('-01') ? (formatLocalDate(date).split(' ')[2] ?? '') : '';
}

function UserRow({
  user,
  dates,
  now,
}: {
  user: CoverageOfUser;
  dates: readonly LocalDate[];
  now: number;
}) {
  const synced = user.syncedUntil === null ? 'no word' : formatRelative(user.syncedUntil, now);
  return (
    <tr data-user={user.id}>
      <th scope="row" className={styles.user}>
        <Link href={`/users/${encodeURIComponent(user.id)}/coverage`}>{user.name}</Link>
        {user.error ? (
          <span className={styles.error} title={user.error.message}>
            {plural(user.failedDays, 'failed day')}
            {user.nextAttemptAt === null
              ? ''
              : `, again ${formatRelative(user.nextAttemptAt, now)}`}
          </span>
        ) : null}
        <span className={styles.inBrief}>
          {synced} · {formatShare(user.share)}
        </span>
      </th>
      <td className={styles.figure}>{synced}</td>
      <td className={styles.figure}>{formatShare(user.share)}</td>
      {dates.map((date, index) => (
        <DayCell
          key={date}
          date={date}
          state={user.states[index] ?? null}
          share={user.shares[index] ?? 0}
        />
      ))}
    </tr>
  );
}

function DayCell({
  date,
  state,
  share,
}: {
  date: LocalDate;
  state: CoverageOfUser['states'][number];
  share: number;
}) {
  if (state === null) return <td className={styles.day} />;
  const { label, sign } = stateWords[state];
  const words = share > 0 ? `${label}, ${formatShare(share)}` : label;
  const filled = state === 'complete' || state === 'partial';
  return (
    <td className={styles.day} title={`${formatLocalDate(date)}: ${words}`}>
      <span className={cover.cell} data-cover={state}>
        {filled ? (
          // An attribute and no style: those are not allowed in the markup.
          <svg className={styles.fill} aria-hidden="true">
            <rect width="100%" height={`${Math.round((1 - share) * 100)}%`} />
          </svg>
        ) : null}
        <span aria-hidden="true" className={styles.sign}>
          {filled ? '' : sign}
        </span>
        <span className="visually-hidden">{words}</span>
      </span>
    </td>
  );
}
