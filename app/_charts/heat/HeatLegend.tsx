import legend from '#app/_charts/legend.module.css';
import styles from './HeatLegend.module.css';

interface HeatLegendProps {
  /** Between the levels, ascending. */
  bounds: readonly number[];
  unit: string;
  /** What an empty place means. */
  absent: string;
}

/** What each step of heat stands for. */
export function HeatLegend({ bounds, unit, absent }: HeatLegendProps) {
  const words = [
    `under ${bounds[0] ?? ''}`,
    ...bounds.slice(1).map((bound, index) => `${bounds[index]}–${bound}`),
    `${bounds.at(-1) ?? ''} and more`,
  ];
  return (
    <ul className={`${legend.legend} ${styles.legend}`} aria-label={`Colours, ${unit}`}>
      {bounds.length === 0
        ? null
        : words.map((text, level) => (
            <li key={text}>
              <svg viewBox="0 0 12 12" aria-hidden="true">
                <rect width="12" height="12" rx="2.5" className={styles.step} data-level={level} />
              </svg>
              {text}
            </li>
          ))}
      <li className={styles.unit}>{unit}</li>
      <li>
        <svg viewBox="0 0 12 12" aria-hidden="true">
          <rect x="0.75" y="0.75" width="10.5" height="10.5" rx="2.5" className={styles.absent} />
          <path d="M4 6h4" className={styles.dash} />
        </svg>
        {absent}
      </li>
    </ul>
  );
}
