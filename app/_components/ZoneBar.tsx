import { formatCount } from '#app/_format/numbers.ts';
import type { SummaryDay } from '#lib/contract/users.ts';
import styles from './ZoneBar.module.css';

type Zone = SummaryDay['heartRateZones'][number];

const width = 160;

/** Minutes in each zone above the lowest, as a bar and in words; the lowest is the rest of the day. */
export function ZoneBar({ zones }: { zones: readonly Zone[] }) {
  const [, ...active] = zones.toSorted((a, b) => a.min - b.min);
  if (active.length === 0) return <span className={styles.none}>–</span>;
  const total = active.reduce((sum, zone) => sum + zone.minutes, 0);
  const starts = active.map((_, index) =>
    active.slice(0, index).reduce((sum, zone) => sum + zone.minutes, 0),
  );
  return (
    <div className={styles.zones}>
      <svg
        viewBox={`0 0 ${width} 6`}
        className={styles.bar}
        aria-hidden="true"
        preserveAspectRatio="none"
      >
        <rect width={width} height="6" className={styles.track} />
        {active.map((zone, index) => (
          <rect
            key={zone.name}
            x={((starts[index] ?? 0) / Math.max(total, 120)) * width}
            width={(zone.minutes / Math.max(total, 120)) * width}
            height="6"
            className={styles[`zone${Math.min(index, 2)}`]}
          />
        ))}
      </svg>
      <span className={styles.words}>
        {active.map((zone) => (
          <span key={zone.name}>
            {zone.name} <b>{formatCount(zone.minutes)}</b>
          </span>
        ))}
      </span>
    </div>
  );
}
