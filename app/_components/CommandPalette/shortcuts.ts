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
      { keys: ['Shift', '← or →'], does: 'Almost a whole view earlier or later' },
      { keys: ['+', '−'], does: 'Zoom in, zoom out' },
      { keys: ['Home', 'End'], does: 'First, newest data' },
      { keys: ['f or 0'], does: 'Fit everything' },
      { keys: ['a'], does: 'Annotate what is shown' },
      { keys: ['Esc'], does: 'Back to the window before' },
    ],
  },
  {
    group: 'On the strip below it',
    shortcuts: [
      { keys: ['←', '→', '↑', '↓'], does: 'Move what has the focus, by half a view with Shift' },
      { keys: ['Page Up', 'Page Down'], does: 'Move it by a whole view' },
      { keys: ['Home', 'End'], does: 'Move it to the end' },
    ],
  },
  {
    group: 'On days, heat maps and trends',
    shortcuts: [
      {
        keys: ['←', '→', '↑', '↓'],
        does: 'Read the next value; elsewhere on a day: the day before, the day after',
      },
      { keys: ['Page Up', 'Page Down'], does: 'Read on in large steps' },
      { keys: ['Home', 'End'], does: 'Read the first, the last' },
      { keys: ['Enter'], does: 'Open what is read' },
      { keys: ['Esc'], does: 'Stop reading' },
    ],
  },
];

/** How long after `g` the second key is waited for, ms. */
export const secondKeyMs = 1_500;
