import type { ReactNode } from 'react';
import styles from './Notice.module.css';

interface NoticeProps {
  title: string;
  children?: ReactNode;
  /** What to do next: buttons or links. */
  actions?: ReactNode;
}

/** Nothing is wrong, there is just nothing here yet: says what to do next. */
export function EmptyNotice({ title, children, actions }: NoticeProps) {
  return (
    <section className={styles.empty} data-state="empty">
      <svg viewBox="0 0 96 32" aria-hidden="true" className={styles.flat}>
        <path d="M2 16h92" />
      </svg>
      <h2>{title}</h2>
      <div className={styles.body}>{children}</div>
      {actions ? <div className={styles.actions}>{actions}</div> : null}
    </section>
  );
}

/** Something failed: what, since when, and how to try again. */
export function FailedNotice({ title, children, actions }: NoticeProps) {
  return (
    <section className={styles.failed} data-state="failed" role="alert">
      <h2>{title}</h2>
      <div className={styles.body}>{children}</div>
      {actions ? <div className={styles.actions}>{actions}</div> : null}
    </section>
  );
}
