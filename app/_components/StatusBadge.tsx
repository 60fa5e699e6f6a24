import type { Run } from '#lib/contract/ingestions.ts';
import styles from './StatusBadge.module.css';

const tones: Record<Run['status'], { tone: 'good' | 'busy' | 'wary' | 'bad'; mark: string }> = {
  queued: { tone: 'busy', mark: 'M10 5v5l3 2' },
  running: { tone: 'busy', mark: 'M4 10h3l2-4 3 8 2-4h2' },
  succeeded: { tone: 'good', mark: 'M5 10.5l3.5 3.5L15 7' },
  failed: { tone: 'bad', mark: 'M6 6l8 8M14 6l-8 8' },
  interrupted: { tone: 'wary', mark: 'M10 5v6M10 14.5v.5' },
  cancelled: { tone: 'wary', mark: 'M6 10h8' },
};

/** A run's status as word, mark and colour: never as colour alone. */
export function StatusBadge({ status }: { status: Run['status'] }) {
  const { tone, mark } = tones[status];
  return (
    <span className={`${styles.badge} ${styles[tone]}`} data-status={status}>
      <svg viewBox="0 0 20 20" aria-hidden="true">
        <path d={mark} />
      </svg>
      {status}
    </span>
  );
}
