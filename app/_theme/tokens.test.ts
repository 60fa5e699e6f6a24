import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { contrast, difference, type Light, lightOf, seenBy } from './colour.ts';

const css = readFileSync(new URL('../tokens.css', import.meta.url), 'utf8');
const themes = ['light', 'dark'] as const;
type Theme = (typeof themes)[number];
const visions = ['protan', 'deutan', 'tritan'] as const;

/** Six times what is just noticeable between patches; the dash and the label tell apart besides. */
const leastDifference = 15;

const pairs = new Map(
  [...css.matchAll(/--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)/g)].map(
    ([, token, light, dark]) => [token, { light, dark }],
  ),
);

function colour(token: string, theme: Theme): Light {
  return lightOf(pairs.get(token)?.[theme] ?? `no token ${token}`);
}

const grounds = ['paper', 'surface', 'surface-raised', 'sunken'];
const texts = [
  ...['ink', 'ink-soft', 'ink-faint'].flatMap((text) => grounds.map((ground) => [text, ground])),
  ['on-heart', 'heart'],
  ['on-heart', 'heart-strong'],
  ['heart-strong', 'heart-wash'],
  ['annotation', 'annotation-wash'],
  ['heart-strong', 'surface-raised'],
  ...['good', 'busy', 'wary', 'bad'].map((state) => [state, `${state}-wash`]),
];
const covers = [
  'complete',
  'partial',
  'not-worn',
  'not-synced',
  'failed',
  'not-authorised',
  'unknown',
].map((state) => `cover-${state}`);
const drawn = ['1', '2', '3', '4', '5', '6'].map((number) => `series-${number}`);
const heat = ['1', '2', '3', '4', '5', '6'].map((number) => `heat-${number}`);
/** Steps of heat lie side by side, in order, and are read by their legend and in words besides. */
const leastStep = 8;
const shapes = [
  ...drawn.map((series) => [series, 'surface']),
  ...covers.flatMap((cover) => [
    [cover, 'surface'],
    [cover, 'paper'],
    ['on-cover', cover],
  ]),
  ...grounds.flatMap((ground) => [
    ['heart', ground],
    ['annotation', ground],
    ['line-strong', ground],
  ]),
];

describe.each(themes)('the %s tokens', (theme) => {
  it.each(texts)('write %s on %s with a contrast of at least 4.5', (text = '', ground = '') => {
    expect(contrast(colour(text, theme), colour(ground, theme))).toBeGreaterThanOrEqual(4.5);
  });

  it.each(shapes)('draw %s on %s with a contrast of at least 3', (shape = '', ground = '') => {
    expect(contrast(colour(shape, theme), colour(ground, theme))).toBeGreaterThanOrEqual(3);
  });

  it.each(visions)('keep every two series apart for %s', (vision) => {
    const seen = drawn.map((series) => seenBy(vision, colour(series, theme)));
    const apart = seen.flatMap((a, at) =>
      seen.slice(at + 1).map((b, on) => ({
        between: `${drawn[at]} and ${drawn[at + on + 1]}`,
        by: difference(a, b),
      })),
    );
    expect(apart.filter(({ by }) => by < leastDifference)).toEqual([]);
  });

  it('let each step of heat stand out further from the surface than the one before', () => {
    const steps = heat.map((step) => contrast(colour(step, theme), colour('surface', theme)));
    expect(steps).toEqual(steps.toSorted((a, b) => a - b));
    for (const [at, step] of steps.entries())
      expect(step / (steps[at - 1] ?? 1)).toBeGreaterThan(1.15);
  });

  it.each(visions)('keep neighbouring steps of heat apart for %s', (vision) => {
    const seen = heat.map((step) => seenBy(vision, colour(step, theme)));
    const apart = seen.slice(1).map((step, at) => difference(step, seen[at] ?? step));
    expect(Math.min(...apart)).toBeGreaterThan(leastStep);
  });
});

describe('the colour arithmetic', () => {
  it('knows the contrast of black on white, and of grey #767676 on white', () => {
    expect(contrast(lightOf('#000000'), lightOf('#ffffff'))).toBeCloseTo(21, 5);
    expect(contrast(lightOf('#767676'), lightOf('#ffffff'))).toBeCloseTo(4.54, 2);
  });

  it('leaves white white, and brings red and green close together for deutan', () => {
    const white = lightOf('#ffffff');
    const [red, green] = [lightOf('#b05030'), lightOf('#6d7a2a')];
    for (const vision of visions) {
      expect(difference(seenBy(vision, white), white)).toBeLessThan(0.1);
    }
    expect(difference(seenBy('deutan', red), seenBy('deutan', green))).toBeLessThan(
      difference(red, green) / 2,
    );
  });

  it('refuses what is no colour', () => {
    expect(() => lightOf('red')).toThrow(RangeError);
  });
});
