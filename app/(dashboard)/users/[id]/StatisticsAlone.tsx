import type { ViewStatistics } from '#app/_charts/reading.ts';
import { formatBpm, formatCount } from '#app/_format/numbers.ts';
import shared from './figures.module.css';
import styles from './WindowStatistics.module.css';
import { Figures } from './WindowStatistics.tsx';

interface StatisticsAloneProps {
  source: string;
  /** Of what is drawn. */
  statistics: ViewStatistics;
  busy: boolean;
}

/** The window of one source in figures: those of its own points; minutes are counted of all sources only. */
export function StatisticsAlone({ source, statistics, busy }: StatisticsAloneProps) {
  const { mean, min, max, samples } = statistics;
  return (
    <section className={shared.figures} aria-label="This window in figures" aria-busy={busy}>
      <Figures
        figures={[
          { name: 'Mean', value: formatBpm(mean ?? null), unit: 'bpm' },
          { name: 'Lowest', value: formatBpm(min ?? null), unit: 'bpm' },
          { name: 'Highest', value: formatBpm(max ?? null), unit: 'bpm' },
          { name: 'Samples', value: formatCount(samples), unit: '' },
        ]}
      />
      <p className={styles.note}>
        Of {source} alone. Coverage and minutes in zones are counted of all sources together.
      </p>
    </section>
  );
}
