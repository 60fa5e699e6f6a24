'use client';
import { useSyncExternalStore } from 'react';
import { chooseTheme, onThemeChoice, storedTheme } from './choice.ts';
import styles from './ThemeSwitch.module.css';
import { parseTheme, themeLabels, themes } from './theme.ts';

export function ThemeSwitch() {
  const theme = useSyncExternalStore(onThemeChoice, storedTheme, () => 'system' as const);
  return (
    <label className={styles.switch}>
      <span className="visually-hidden">Theme</span>
      <svg viewBox="0 0 20 20" aria-hidden="true" className={styles.icon}>
        <circle cx="10" cy="10" r="7.25" />
        <path d="M10 2.75a7.25 7.25 0 0 1 0 14.5z" />
      </svg>
      <select
        className={styles.select}
        value={theme}
        onChange={(event) => chooseTheme(parseTheme(event.target.value))}
      >
        {themes.map((name) => (
          <option key={name} value={name}>
            {themeLabels[name]}
          </option>
        ))}
      </select>
    </label>
  );
}
