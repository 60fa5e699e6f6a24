import { formatCount, plural } from '#app/_format/numbers.ts';
import type { SourceChange } from '#lib/contract/sources.ts';
import styles from './SourcesPanel.module.css';

const states: Record<SourceChange['status'], string> = {
  queued: 'waits for a worker',
  running: 'under way',
  succeeded: 'done',
  failed: 'failed, and is tried again',
};

/** What was done to the sources lately, and how far it is. */
export function ChangeList({ changes }: { changes: readonly SourceChange[] }) {
  if (changes.length === 0) return null;
  return (
    <section aria-label="Changes" className={styles.changes}>
      <h2>Changes</h2>
      <ul className={styles.facts}>
        {changes.map((change) => (
          <li key={change.id} data-change={change.status}>
            {change.kind === 'reorder' ? 'Another order' : `${change.source} withdrawn`}:{' '}
            {states[change.status]}
            {change.days.total === null
              ? ''
              : `, ${formatCount(change.days.done)} of ${plural(change.days.total, 'day')}`}
            {wordsOf(change)}
            {change.error === null ? '' : `. ${change.error}`}
          </li>
        ))}
      </ul>
    </section>
  );
}

function wordsOf({ samples: { shown, shadowed, deleted } }: SourceChange): string {
  const parts = [
    shown > 0 ? `${plural(shown, 'sample')} came to be shown` : '',
    shadowed > 0 ? `${formatCount(shadowed)} ceased to be` : '',
    deleted > 0 ? `${plural(deleted, 'sample')} went` : '',
  ].filter(Boolean);
  return parts.length === 0 ? '' : `; ${parts.join(', ')}`;
}
