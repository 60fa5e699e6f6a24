import controls from '#app/_components/controls.module.css';
import { formatBpm } from '#app/_format/numbers.ts';
import { formatLocalDate } from '#app/_format/time.ts';
import type { HeartRateAnswer } from '#lib/contract/heartRate.ts';
import { sameClockOn } from '#lib/time/clockAlignment.ts';
import type { LocalDate } from '#lib/time/dateArithmetic.ts';
import { localDay } from '#lib/time/timeZone.ts';
import styles from './DayLegend.module.css';
import { minuteAt } from './dayReading.ts';

export interface DayBehind {
  name: 'before' | 'week';
  date: LocalDate;
  query: {
    data: HeartRateAnswer | undefined;
    error: Error | null;
    isPending: boolean;
    refetch: () => unknown;
  };
}

interface DayLegendProps {
  behind: DayBehind[];
  answers: (HeartRateAnswer | undefined)[];
  /** The minute that is read, ms UTC. */
  instant: number | undefined;
}

const words = { before: 'Day before', week: 'A week before' };

/** The days in the background: how they are drawn, what they had at the minute that is read. */
export function DayLegend({ behind, instant }: DayLegendProps) {
  return (
    <ul className={styles.legend} aria-label="In the background">
      {behind.map(({ name, date, query }) => (
        <li key={name} className={styles.entry}>
          <svg viewBox="0 0 24 8" aria-hidden="true" className={styles.swatch}>
            <path d="M1 4h22" className={styles[name]} />
          </svg>
          <span>
            {words[name]}
            <small className={styles.date}>{formatLocalDate(date)}</small>
          </span>
          <span className={styles.value}>
            <Value {...{ date, query, instant }} />
          </span>
        </li>
      ))}
    </ul>
  );
}

/** Loading, failed and empty are told apart for each of the days. */
function Value({
  date,
  query,
  instant,
}: Omit<DayBehind, 'name'> & { instant: number | undefined }) {
  const { data } = query;
  if (!data) {
    if (!query.error) return <small>loading…</small>;
    return (
      <button
        type="button"
        className={`${controls.button} ${styles.retry}`}
        title={query.error.message}
        onClick={() => query.refetch()}
      >
        Not loaded, try again
      </button>
    );
  }
  if (data.t.length === 0) return <small>no data</small>;
  if (instant === undefined) return null;
  const there = sameClockOn(instant, localDay(date, data.timeZone), data.timeZone);
  const point = there === undefined ? undefined : minuteAt(data, there);
  return (
    <>
      {formatBpm(point?.mean ?? null)} <small>bpm</small>
    </>
  );
}
