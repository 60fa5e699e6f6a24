'use client';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useRef } from 'react';
import fading from './fadingRow.module.css';
import styles from './Header.module.css';
import { useOverflow } from './useOverflow.ts';

const entries: readonly { href: string; label: string; also?: string }[] = [
  // Users are reached from the overview and belong to it.
  { href: '/', label: 'Overview', also: '/users' },
  { href: '/compare', label: 'Compare' },
  { href: '/coverage', label: 'Coverage' },
  { href: '/runs', label: 'Runs' },
  { href: '/import', label: 'Import' },
  { href: '/docs', label: 'API docs' },
];

/** The screens, in one row that scrolls in itself where it does not fit. */
export function MainNav() {
  const path = usePathname();
  const row = useRef<HTMLElement>(null);
  const current = entries.find(
    ({ href, also = href }) => isUnder(href, path) || isUnder(also, path),
  );
  const more = useOverflow(row, current?.href);
  return (
    <nav
      ref={row}
      aria-label="Main"
      className={`${fading.row} ${styles.nav}`}
      data-more-before={more.before}
      data-more-after={more.after}
    >
      {entries.map(({ href, label }) => (
        <Link
          key={href}
          href={href}
          className={styles.link}
          aria-current={href === current?.href ? 'page' : undefined}
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}

function isUnder(place: string, path: string): boolean {
  return path === place || (place !== '/' && path.startsWith(`${place}/`));
}
