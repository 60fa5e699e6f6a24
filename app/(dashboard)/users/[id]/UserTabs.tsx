'use client';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import styles from './UserTabs.module.css';
import { userViews } from './userViews.ts';

/** Links, not tabs in the sense of ARIA: each view has an address of its own. */
export function UserTabs({ userId }: { userId: string }) {
  const here = usePathname();
  const base = `/users/${encodeURIComponent(userId)}`;
  return (
    <nav aria-label="Views of this user" className={styles.tabs}>
      {userViews.map(({ path, label }) => (
        <Link
          key={path}
          href={`${base}${path}`}
          className={styles.tab}
          aria-current={here === `${base}${path}` ? 'page' : undefined}
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}
