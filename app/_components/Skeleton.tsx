import styles from './Skeleton.module.css';

/** Says that a page loads, to those who cannot see its grey shapes. */
export function LoadingStatus({ what }: { what: string }) {
  return (
    <p role="status" data-state="loading" className="visually-hidden">
      Loading {what}…
    </p>
  );
}

type Kind = 'title' | 'line' | 'card' | 'row' | 'chart' | 'bar';

/** Grey shapes where content will be; `count` of them below each other. */
export function Skeleton({ kind, count = 1 }: { kind: Kind; count?: number }) {
  const keys = Array.from({ length: count }, (_, index) => `${kind}-${index}`);
  return keys.map((key) => (
    <div key={key} aria-hidden="true" className={`${styles.shape} ${styles[kind]}`} />
  ));
}
