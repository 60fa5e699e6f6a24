'use client';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useRef } from 'react';
import fading from '#app/_components/fadingRow.module.css';
import { useOverflow } from '#app/_components/useOverflow.ts';
import styles from './UserTabs.module.css';
import { userViews } from './userViews.ts';

/**
 * Links, not tabs in the sense of ARIA: each view has an address of its own. Where they do not fit,
 * the row scrolls in itself; a fading edge and an arrow say that there are more.
 */
export function UserTabs({ userId }: { userId: string }) {
  const here = usePathname();
  const row = useRef<HTMLDivElement>(null);
  const more = useOverflow(row, here);
  const base = `/users/${encodeURIComponent(userId)}`;
  const scroll = (share: number) =>
    row.current?.scrollBy({ left: row.current.clientWidth * share, behavior: 'smooth' });
  return (
    <nav aria-label="Views of this user" className={styles.tabs}>
      <div
        ref={row}
        className={`${fading.row} ${styles.row}`}
        data-more-before={more.before}
        data-more-after={more.after}
      >
        {userViews.map(({ path, label }) => {
          const href = path === '' ? base : `${base}/${path}`;
          return (
            <Link
              key={path}
              href={href}
              className={styles.tab}
              aria-current={here === href ? 'page' : undefined}
            >
              {label}
            </Link>
          );
        })}
      </div>
      <Arrow side="before" shown={more.before} onClick={() => scroll(-0.7)} />
      <Arrow side="after" shown={more.after} onClick={() => scroll(0.7)} />
    </nav>
  );
}

interface ArrowProps {
  side: 'before' | 'after';
  shown: boolean;
  onClick: () => void;
}

/** For fingers and mice alone: by keyboard and screen reader every link is reached without it. */
function Arrow({ side, shown, onClick }: ArrowProps) {
  return (
    <button
      type="button"
      aria-hidden="true"
      tabIndex={-1}
      hidden={!shown}
      className={`${styles.arrow} ${styles[side]}`}
      onClick={onClick}
    >
      <svg viewBox="0 0 20 20" aria-hidden="true">
        <path d={side === 'before' ? 'M12 4l-6 6 6 6' : 'M8 4l6 6-6 6'} />
      </svg>
    </button>
  );
}
