/** Colours by name, for tests of what is drawn. */
import type { Palette } from './palette.ts';

export const namedPalette: Palette = {
  heart: 'red',
  band: 'pink',
  gap: 'grey',
  night: 'navy',
  annotation: 'purple',
  cover: {
    complete: 'green',
    partial: 'olive',
    'not-worn': 'slategrey',
    'not-synced': 'blue',
    failed: 'crimson',
    'not-authorised': 'violet',
    unknown: 'tan',
    'not-expected': 'silver',
  },
  zones: ['gold', 'orange', 'crimson'],
  line: 'silver',
  ink: 'black',
  inkSoft: 'dimgrey',
  surface: 'white',
  font: 'sans-serif',
  series: ['a', 'b', 'c', 'd', 'e', 'f'],
};
