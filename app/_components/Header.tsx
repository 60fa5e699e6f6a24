import Link from 'next/link';
import { ThemeSwitch } from '#app/_theme/ThemeSwitch.tsx';
import { CommandKeys } from './CommandPalette/CommandKeys.tsx';
import styles from './Header.module.css';
import { MainNav } from './MainNav.tsx';

export function Header() {
  return (
    <header className={styles.header}>
      <div className={styles.inner}>
        <Link href="/" className={styles.brand} aria-label="Heartline, overview">
          <svg viewBox="0 0 28 28" aria-hidden="true" className={styles.mark}>
            <path d="M2 15.5h5.5l2.3-5.6 3.7 10.8 3.2-8 1.9 2.8H26" />
          </svg>
          <span>Heartline</span>
        </Link>
        <MainNav />
        <CommandKeys />
        <ThemeSwitch />
      </div>
    </header>
  );
}
