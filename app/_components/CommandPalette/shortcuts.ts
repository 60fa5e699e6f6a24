/** The keys there are, for those who ask with `?`, and where the `g` keys lead. */
export const screens: readonly { key: string; href: string; label: string }[] = [
  { key: 'o', href: '/', label: 'Overview' },
  { key: 'c', href: '/compare', label: 'Compare' },
  { key: 'v', href: '/coverage', label: 'Coverage' },
  { key: 'i', href: '/import', label: 'Import' },
  { key: 'r', href: '/runs', label: 'Runs' },
  { key: 's', href: '/runs/schedule', label: 'Schedule' },
  { key: 'a', href: '/docs', label: 'API docs' },
];

/** Keys of one shortcut are pressed together; `then` separates keys pressed after each other. */
export interface Shortcut {
  keys: readonly string[];
  does: string;
}

export const shortcuts: readonly { group: string; shortcuts: readonly Shortcut[] }[] = [
  {
    group: 'Everywhere',
    shortcuts: [
      { keys: ['Ctrl or ⌘', 'K'], does: 'Find a user, a screen or an action' },
      { keys: ['?'], does: 'These shortcuts' },
      ...screens.map(({ key, label }) => ({ keys: ['g', 'then', key], does: `Go to ${label}` })),
      { keys: ['Esc'], does: 'Close what is open' },
    ],
  },
  {
    group: 'On a chart',
    shortcuts: [
      { keys: ['←', '→'], does: 'Earlier, later' },
      { keys: ['+', '−'], does: 'Zoom in, zoom out' },
      { keys: ['Home', 'End'], does: 'First, newest data' },
      { keys: ['f'], does: 'Fit everything' },
      { keys: ['Esc'], does: 'Back to the window before' },
    ],
  },
];

/** How long after `g` the second key is waited for, ms. */
export const secondKeyMs = 1_500;
