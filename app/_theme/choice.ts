/** The theme that was chosen in this browser, and choosing another. */
import { parseTheme, type Theme, themeKey } from './theme.ts';

const changed = 'heartline-theme-changed';

export function onThemeChoice(listener: () => void): () => void {
  window.addEventListener('storage', listener);
  window.addEventListener(changed, listener);
  return () => {
    window.removeEventListener('storage', listener);
    window.removeEventListener(changed, listener);
  };
}

/** Storage may be forbidden in a private window; then the choice lasts as long as the page. */
export function storedTheme(): Theme {
  try {
    return parseTheme(localStorage.getItem(themeKey));
  } catch {
    return parseTheme(document.documentElement.dataset.theme ?? null);
  }
}

export function chooseTheme(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  try {
    if (theme === 'system') localStorage.removeItem(themeKey);
    else localStorage.setItem(themeKey, theme);
  } finally {
    window.dispatchEvent(new Event(changed));
  }
}
