import { stateWords } from '#app/_format/coverage.ts';
import { coverageStates } from '#lib/coverage/states.ts';
import styles from './Coverage.module.css';

/** What each colour and sign stands for, and on request what each state means. */
export function CoverageLegend() {
  return (
    <details className={styles.legend}>
      <summary>
        <span className={styles.keys}>
          {coverageStates.map((state) => (
            <span key={state} className={styles.key}>
              <span className={styles.cell} data-cover={state} aria-hidden="true">
                {stateWords[state].sign}
              </span>
              {stateWords[state].label}
            </span>
          ))}
        </span>
        <span className={styles.more}>What they mean</span>
      </summary>
      <dl className={styles.meanings}>
        {coverageStates.map((state) => (
          <div key={state}>
            <dt>{stateWords[state].label}</dt>
            <dd>{stateWords[state].meaning}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
