import { formatShare, stateWords } from '#app/_format/coverage.ts';
import { formatMinutes } from '#app/_format/time.ts';
import type { CoverageState } from '#lib/coverage/states.ts';
import styles from './Coverage.module.css';

interface ReasonChipsProps {
  reasons: readonly { state: CoverageState; ms: number; share: number }[];
  /** What stands beside each: its part of one gap, where there are several, or its length in all. */
  beside: 'share' | 'length';
}

/** Why there is no heart rate, in the colours and signs of the coverage views. */
export function ReasonChips({ reasons, beside }: ReasonChipsProps) {
  return reasons.map(({ state, ms, share }) => (
    <span key={state} className={styles.key} data-reason={state}>
      <span className={styles.cell} data-cover={state} aria-hidden="true">
        {stateWords[state].sign}
      </span>
      <span>
        {stateWords[state].label}
        {beside === 'length' ? ` ${formatMinutes(ms / 60_000)}` : null}
        {beside === 'share' && reasons.length > 1 ? ` ${formatShare(share)}` : null}
      </span>
    </span>
  ));
}
