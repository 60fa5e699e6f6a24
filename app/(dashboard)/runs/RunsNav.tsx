import Link from 'next/link';
import styles from './RunsView.module.css';

/** What was run, and what is to come. */
export function RunsNav({ current }: { current: 'runs' | 'schedule' }) {
  return (
    <nav aria-label="Runs and schedule" className={styles.tabs}>
      <Link href="/runs" aria-current={current === 'runs' ? 'page' : undefined}>
        All runs
      </Link>
      <Link href="/runs/schedule" aria-current={current === 'schedule' ? 'page' : undefined}>
        Schedule
      </Link>
    </nav>
  );
}
