import type { AnnotationKind } from '#lib/contract/limits.ts';
import styles from './KindIcon.module.css';

/** Each kind has a shape of its own, so that none is told by colour. */
const paths: Record<AnnotationKind, string> = {
  exercise: 'M2 10h3M15 10h3M5 6v8M7.5 4.5v11M12.5 4.5v11M15 6v8M7.5 10h5',
  illness: 'M8 11.5V4.5a2 2 0 0 1 4 0v7a3.5 3.5 0 1 1-4 0zM10 8v6',
  medication:
    'M6.2 13.8a3.6 3.6 0 0 1 0-5.1l2.5-2.5a3.6 3.6 0 1 1 5.1 5.1l-2.5 2.5a3.6 3.6 0 0 1-5.1 0zM7.5 7.5l5 5',
  'device-off': 'M7 6V3h6v3M7 14v3h6v-3M6 6h8v8H6zM3 3l14 14',
  note: 'M4 4h12v9l-4 4H4zM12 17v-4h4M7 8h6M7 11h3',
};

export function KindIcon({ kind }: { kind: AnnotationKind }) {
  return (
    <svg viewBox="0 0 20 20" className={styles.icon} aria-hidden="true">
      <path d={paths[kind]} />
    </svg>
  );
}
