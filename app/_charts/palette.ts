import type { CoverageState } from '#lib/coverage/states.ts';

/** The design tokens as the canvas needs them: resolved colours of the theme in force. */
export interface Palette {
  heart: string;
  band: string;
  gap: string;
  night: string;
  annotation: string;
  /** States of the coverage ledger. */
  cover: Record<CoverageState, string>;
  /** Heart-rate zones above the lowest, from calm to hard. */
  zones: string[];
  line: string;
  ink: string;
  inkSoft: string;
  surface: string;
  font: string;
  series: string[];
}

const seriesTokens = [1, 2, 3, 4, 5, 6].map((number) => `--series-${number}`);

/** Resolves tokens by asking the browser: light-dark() has no value until an element uses it. */
export function readPalette(host: HTMLElement): Palette {
  const probe = document.createElement('span');
  probe.hidden = true;
  host.append(probe);
  const style = getComputedStyle(probe);
  const colour = (token: string) => {
    probe.style.color = `var(${token})`;
    return style.color;
  };
  const palette = {
    heart: colour('--heart'),
    band: colour('--band'),
    gap: colour('--gap'),
    night: colour('--night'),
    annotation: colour('--annotation'),
    cover: coverColours(colour),
    zones: ['--series-4', '--heart', '--heart-strong'].map(colour),
    line: colour('--line'),
    ink: colour('--ink'),
    inkSoft: colour('--ink-soft'),
    surface: colour('--surface'),
    // Double quotes would end the attribute that an SVG keeps it in.
    font: style.fontFamily.replaceAll('"', "'"),
    series: seriesTokens.map(colour),
  };
  probe.remove();
  return palette;
}

function coverColours(colour: (token: string) => string): Palette['cover'] {
  return {
    complete: colour('--cover-complete'),
    partial: colour('--cover-partial'),
    'not-worn': colour('--cover-not-worn'),
    'not-synced': colour('--cover-not-synced'),
    failed: colour('--cover-failed'),
    'not-authorised': colour('--cover-not-authorised'),
    unknown: colour('--cover-unknown'),
    'not-expected': colour('--line-strong'),
  };
}

/** Dashes beside colours: every series differs in both from its neighbours. */
export const dashes: (number[] | 'solid')[] = ['solid', [7, 4], [2, 3], [10, 3, 2, 3]];

/** How series `index` is drawn: the colour repeats after 6, the dash after 4, the pair after 12. */
export function seriesStyle(index: number, palette: Pick<Palette, 'series'>) {
  const colour = palette.series[index % palette.series.length] ?? 'currentColor';
  return { colour, dash: dashes[(index + Math.floor(index / 12)) % dashes.length] ?? 'solid' };
}
