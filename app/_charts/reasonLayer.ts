/** The reasons of gaps as a ribbon at the foot of each: a colour and a sign a state. */
import { stateWords } from '#app/_format/coverage.ts';
import { type LedgerStretch, partsOf } from './gapReasons.ts';
import type { Gap } from './gaps.ts';
import type { Palette } from './palette.ts';
import { type Box, type Margins, xOf } from './plot.ts';
import type { TimeWindow } from './timeWindow.ts';

export interface ReasonLayer {
  kind: 'reasons';
  id: string;
  parts: (Gap & { fill: string; sign: string })[];
  /** Where several ribbons lie upon each other: how far above the foot, px, and its line’s colour. */
  row?: { lift: number; colour: string };
}

/** None where nothing is known of any gap. */
export function reasonLayer(
  gaps: readonly Gap[],
  ledger: readonly LedgerStretch[],
  palette: Palette,
): ReasonLayer[] {
  const parts = gaps
    .flatMap((gap) => partsOf(gap, ledger))
    .map(({ start, end, state }) => ({
      ...{ start, end },
      fill: palette.cover[state],
      sign: stateWords[state].sign,
    }));
  return parts.length > 0 ? [{ kind: 'reasons', id: 'reasons', parts }] : [];
}

/** How high the ribbon is, px. */
export const ribbonPx = 4;
const rowPx = ribbonPx + 2;

/** Ribbons of several lines over each other, the first on top: there is no room for signs between. */
export function inRows(
  ribbons: readonly { colour: string; layers: readonly ReasonLayer[] }[],
): ReasonLayer[] {
  return ribbons.flatMap(({ colour, layers }, index) =>
    layers.map((layer) => ({
      ...layer,
      id: `${layer.id}-${index}`,
      parts: layer.parts.map((part) => ({ ...part, sign: '' })),
      row: { lift: (ribbons.length - 1 - index) * rowPx, colour },
    })),
  );
}
const roomForSign = 14;

/** Where a part lies, px; its sign where there is room for it. */
export function ribbonsOf({ parts }: ReasonLayer, window: TimeWindow, box: Box, margins: Margins) {
  return parts
    .filter(({ start, end }) => end > window.start && start < window.end)
    .map(({ start, end, fill, sign }) => {
      const x = xOf(Math.max(start, window.start), window, box, margins);
      const width = xOf(Math.min(end, window.end), window, box, margins) - x;
      return { x, width, fill, sign: width >= roomForSign ? sign : '' };
    });
}
