import { ZoneBar } from '#app/_components/ZoneBar.tsx';
import { formatBpm, formatCount } from '#app/_format/numbers.ts';
import type { StatisticsAnswer } from '#lib/contract/statistics.ts';
import shared from './figures.module.css';
import styles from './WindowStatistics.module.css';

interface WindowStatisticsProps {
  statistics: StatisticsAnswer | undefined;
  /** The figures are those of the window before. */
  busy: boolean;
  error: Error | null;
}

/** The window in figures; the old ones stay until the new are there. */
export function WindowStatistics({ statistics, busy, error }: WindowStatisticsProps) {
  if (!statistics) {
    return (
      <p className={styles.note} role="status">
        {error ? `The figures of this window could not be loaded. ${error.message}` : 'Counting…'}
      </p>
    );
  }
  const { mean, min, max, samples, coverage, zones } = statistics;
  const figures = [
    { name: 'Mean', value: formatBpm(mean), unit: 'bpm' },
    { name: 'Lowest', value: formatBpm(min), unit: 'bpm' },
    { name: 'Highest', value: formatBpm(max), unit: 'bpm' },
    { name: 'Samples', value: formatCount(samples), unit: '' },
    { name: 'Coverage', value: formatShare(coverage), unit: '%' },
  ];
  return (
    <section className={shared.figures} aria-label="This window in figures" aria-busy={busy}>
      <Figures figures={figures} />
      {zones.length > 0 ? (
        <div className={shared.zones}>
          <p>Minutes in zones</p>
          <ZoneBar zones={zones} />
        </div>
      ) : null}
    </section>
  );
}

interface Figure {
  name: string;
  value: string;
  unit: string;
}

export function Figures({ figures }: { figures: readonly Figure[] }) {
  return (
    <dl className={shared.list}>
      {figures.map(({ name, value, unit }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            {value} {unit ? <small>{unit}</small> : null}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Whole percent; never 100 or 0 while there is something missing or something there. */
function formatShare(share: number): string {
  if (share > 0 && share < 0.01) return '<1';
  if (share > 0.99 && share < 1) return '99';
  return String(Math.round(share * 100));
}
