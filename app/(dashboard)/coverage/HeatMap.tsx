'use client';
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

/**
 * A real table: each cell says its day, its state and how much of the day holds heart rate. Drawn in
 * the browser as well, so that figures travel there and not thousands of cells a second time.
 */
export function HeatMap({ users, start, end, now }: HeatMapProps) {
  const dates = [...eachDay(start, end)];
  const days = dates.map(formatLocalDate);
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
                <span className="visually-hidden">{days[index]}</span>
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
            <UserRow key={user.id} user={user} days={days} now={now} />
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

interface UserRowProps {
  user: CoverageOfUser;
  /** In words. */
  days: readonly string[];
  now: number;
}

function UserRow({ user, days, now }: UserRowProps) {
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
      {days.map((day, index) => (
        <DayCell
          key={day}
          day={day}
          state={user.states[index] ?? null}
          share={user.shares[index] ?? 0}
        />
      ))}
    </tr>
  );
}

interface DayCellProps {
  day: string;
  state: CoverageOfUser['states'][number];
  share: number;
}

/** As few elements as there can be: a season of fifty users is 4,600 of these. */
function DayCell({ day, state, share }: DayCellProps) {
  if (state === null) return <td className={styles.day} />;
  const { label, sign } = stateWords[state];
  const words = share > 0 ? `${label}, ${formatShare(share)}` : label;
  const filled = state === 'complete' || state === 'partial';
  const missing = Math.round((1 - share) * 100);
  return (
    <td className={styles.day} title={`${day}: ${words}`}>
      <span role="img" aria-label={words} className={cover.cell} data-cover={state}>
        {filled ? null : sign}
        {filled && missing > 0 ? (
          // An attribute and no style: those are not allowed in the markup.
          <svg className={styles.fill} aria-hidden="true">
            <rect width="100%" height={`${missing}%`} />
          </svg>
        ) : null}
      </span>
    </td>
  );
}
