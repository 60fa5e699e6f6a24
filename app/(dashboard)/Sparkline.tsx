import { sparklinePaths } from '#app/_charts/sparkline.ts';
import { formatBpm } from '#app/_format/numbers.ts';
import { formatLocalDate } from '#app/_format/time.ts';
import type { OverviewUser } from '#lib/contract/overview.ts';
import { localDateOf, localDay } from '#lib/time/timeZone.ts';
import styles from './Sparkline.module.css';

const width = 240;
const height = 56;

/** The last day with samples, midnight to midnight: range as a band, mean as a line, gaps as gaps. */
export function Sparkline({ user, now }: { user: OverviewUser; now: number }) {
  const { shape, day, timeZone } = user;
  if (day === null || shape.t.length === 0) return <p className={styles.none}>No shape to show</p>;
  const { startMs, endMs } = localDay(day, timeZone);
  const { band, line } = sparklinePaths(shape, { start: startMs, end: endMs }, width, height);
  const low = formatBpm(Math.min(...shape.min));
  const high = formatBpm(Math.max(...shape.max));
  const name = day === localDateOf(now, timeZone) ? 'Today' : formatLocalDate(day).slice(0, -5);
  return (
    <figure className={styles.figure}>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        className={styles.svg}
        role="img"
        aria-label={`${name}: between ${low} and ${high} bpm`}
      >
        <path d={`M0 ${height - 0.5}H${width}`} className={styles.base} />
        <path d={band} className={styles.band} />
        <path d={line} className={styles.line} />
      </svg>
      <figcaption className={styles.caption} aria-hidden="true">
        <span>{name}</span>
        <span>
          {low}–{high} bpm
        </span>
      </figcaption>
    </figure>
  );
}
