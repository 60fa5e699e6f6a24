/** The design tokens by what they are for; a test holds this list against tokens.css. */
export interface TokenGroup {
  title: string;
  /** When to take one of these. */
  use: string;
  kind: 'colour' | 'space' | 'text' | 'font' | 'radius' | 'shadow' | 'motion';
  tokens: readonly string[];
}

export const tokenGroups: readonly TokenGroup[] = [
  {
    title: 'Grounds and ink',
    use: 'One neutral scale, warm as paper. Text is ink; lines are the two line tones.',
    kind: 'colour',
    tokens: [
      'paper',
      'surface',
      'surface-raised',
      'sunken',
      'line',
      'line-strong',
      'ink',
      'ink-soft',
      'ink-faint',
    ],
  },
  {
    title: 'The heart',
    use: 'The mean line, the band of minimum to maximum, and the one thing to press. Nothing else is red.',
    kind: 'colour',
    tokens: ['heart', 'heart-strong', 'heart-wash', 'on-heart', 'band', 'gap', 'night'],
  },
  {
    title: 'States',
    use: 'Always with a word and a mark, never as colour alone.',
    kind: 'colour',
    tokens: ['good', 'good-wash', 'busy', 'busy-wash', 'wary', 'wary-wash', 'bad', 'bad-wash'],
  },
  {
    title: 'Series',
    use: 'Several people in one picture: told apart with any colour vision, and by dash and label besides.',
    kind: 'colour',
    tokens: ['series-1', 'series-2', 'series-3', 'series-4', 'series-5', 'series-6'],
  },
  {
    title: 'Coverage',
    use: 'What is here of a day and why the rest is not; each state has a sign of its own besides.',
    kind: 'colour',
    tokens: [
      'cover-complete',
      'cover-partial',
      'cover-not-worn',
      'cover-not-synced',
      'cover-failed',
      'cover-not-authorised',
      'cover-unknown',
      'on-cover',
    ],
  },
  {
    title: 'Heat',
    use: 'Many values as steps in order, always with a legend. A place without data gets none of them.',
    kind: 'colour',
    tokens: ['heat-1', 'heat-2', 'heat-3', 'heat-4', 'heat-5', 'heat-6'],
  },
  {
    title: 'Annotations',
    use: 'What people say happened: a stretch or a moment over the picture, with a flag and its words.',
    kind: 'colour',
    tokens: ['annotation', 'annotation-wash'],
  },
  {
    title: 'Space',
    use: 'Steps of four; what belongs together stands closer.',
    kind: 'space',
    tokens: [
      'space-1',
      'space-2',
      'space-3',
      'space-4',
      'space-5',
      'space-6',
      'space-7',
      'space-8',
      'page',
    ],
  },
  {
    title: 'Type',
    use: 'The system’s own letters; figures are tabular everywhere.',
    kind: 'text',
    tokens: ['text-xs', 'text-s', 'text-m', 'text-l', 'text-xl', 'text-2xl', 'text-3xl'],
  },
  {
    title: 'Families',
    use: 'Sans for reading, round for headings, mono for what a machine wrote.',
    kind: 'font',
    tokens: ['sans', 'round', 'mono'],
  },
  {
    title: 'Corners',
    use: 'Small for fields in lists, medium for panels in panels, large for cards, full for what is pressed.',
    kind: 'radius',
    tokens: ['radius-s', 'radius-m', 'radius-l', 'radius-full'],
  },
  {
    title: 'Depth',
    use: 'One shadow, for what lies above the page.',
    kind: 'shadow',
    tokens: ['shadow'],
  },
  {
    title: 'Motion',
    use: 'Quick for what answers a finger, calm for what moves by itself; both are nothing where less motion is asked for.',
    kind: 'motion',
    tokens: ['quick', 'calm', 'ease'],
  },
];
