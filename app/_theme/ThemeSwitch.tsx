'use client';
import { useSyncExternalStore } from 'react';
import styles from './ThemeSwitch.module.css';
import { parseTheme, type Theme, themeKey, themes } from './theme.ts';

const labels: Record<Theme, string> = { system: 'System', light: 'Light', dark: 'Dark' };
const changed = 'heartline-theme-changed';

function subscribe(listener: () => void): () => void {
  window.addEventListener('storage', listener);
  window.addEventListener(changed, listener);
  return () => {
    window.removeEventListener('storage', listener);
    window.removeEventListener(changed, listener);
  };
}

/** Storage may be forbidden in a private window; then the choice lasts as long as the page. */
function storedTheme(): Theme {
  try {
    return parseTheme(localStorage.getItem(themeKey));
  } catch {
    return parseTheme(document.documentElement.dataset.theme ?? null);
  }
}

function choose(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  try {
    if (theme === 'system') localStorage.removeItem(themeKey);
    else localStorage.setItem(themeKey, theme);
  } finally {
    window.dispatchEvent(new Event(changed));
  }
}

export function ThemeSwitch() {
  const theme = useSyncExternalStore(subscribe, storedTheme, () => 'system' as const);
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
        onChange={(event) => choose(parseTheme(event.target.value))}
      >
        {themes.map((name) => (
          <option key={name} value={name}>
            {labels[name]}
          </option>
        ))}
      </select>
    </label>
  );
}
