import Link from 'next/link';
import { dashes } from '#app/_charts/palette.ts';
import { type Reading, statisticsOf } from '#app/_charts/reading.ts';
import type { TimeWindow } from '#app/_charts/timeWindow.ts';
import { windowParameters } from '#app/_charts/timeWindow.ts';
import { formatBpm, plural } from '#app/_format/numbers.ts';
import type { HeartRateAnswer } from '#lib/contract/heartRate.ts';
import type { User } from '#lib/contract/users.ts';
import styles from './Legend.module.css';

interface LegendProps {
  users: User[];
  answers: HeartRateAnswer[];
  readings: Reading[];
  window: TimeWindow;
  /** Whether the values are those under the pointer, or the view's means. */
  reading: boolean;
}

const colours = 6;

/** Line style, name and value of each user; the chart's equal in words. */
export function Legend({ users, answers, readings, window, reading }: LegendProps) {
  const query = new URLSearchParams(windowParameters(window));
  return (
    <ul className={styles.legend}>
      {answers.map((answer, index) => {
        const user = users.find(({ id }) => id === answer.userId);
        const { mean, samples } = statisticsOf(answer, window);
        const under = readings[index];
        const value = under?.kind === 'point' ? under.point.mean : null;
        return (
          <li key={answer.userId} className={styles.entry} data-user={answer.userId}>
            <Stroke index={index} />
            <Link href={`/users/${answer.userId}?${query}`}>{user?.name ?? answer.userId}</Link>
            <strong className={styles.value}>{formatBpm(reading ? value : (mean ?? null))}</strong>
            <span className={styles.soft}>
              bpm {reading ? '' : `mean of ${plural(samples, 'sample')}`}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

/** The line as it is drawn: its colour and its dash. */
function Stroke({ index }: { index: number }) {
  const dash = dashes[(index + Math.floor(index / 12)) % dashes.length];
  return (
    <svg viewBox="0 0 32 8" className={styles.stroke} aria-hidden="true">
      <path
        d="M0 4h32"
        className={styles[`series${(index % colours) + 1}`]}
        strokeDasharray={Array.isArray(dash) ? dash.join(' ') : undefined}
      />
    </svg>
  );
}
