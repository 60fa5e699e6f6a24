import Link from 'next/link';
import type { ReactNode } from 'react';
import { ThemeSwitch } from '#app/_theme/ThemeSwitch.tsx';
import { CommandKeys } from './CommandPalette/CommandKeys.tsx';
import styles from './Header.module.css';
import { MainNav } from './MainNav.tsx';

export function Header() {
  return (
    <Bar>
      <Link href="/" className={styles.brand} aria-label="Heartline, overview">
        <Mark />
      </Link>
      <MainNav />
      <CommandKeys />
      <ThemeSwitch />
    </Bar>
  );
}

/** For people who are let through to a single page: it leads nowhere. */
export function PlainHeader() {
  return (
    <Bar>
      <span className={styles.brand}>
        <Mark />
      </span>
      <ThemeSwitch />
    </Bar>
  );
}

function Bar({ children }: { children: ReactNode }) {
  return (
    <header className={styles.header}>
      <div className={styles.inner}>{children}</div>
    </header>
  );
}

function Mark() {
  return (
    <>
      <svg viewBox="0 0 28 28" aria-hidden="true" className={styles.mark}>
        <path d="M2 15.5h5.5l2.3-5.6 3.7 10.8 3.2-8 1.9 2.8H26" />
      </svg>
      <span>Heartline</span>
    </>
  );
}
