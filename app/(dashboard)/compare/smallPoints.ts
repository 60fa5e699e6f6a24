/** How finely a small chart is asked for: about three points a pixel are as many as can be seen. */
const step = 300;

export function smallPointsFor(widthPx: number): number {
  return Math.min(Math.max(Math.ceil((widthPx * 3) / step) * step, step), 2_100);
}

/** The width of a small plot that is not laid out yet, px. */
export const guessedPlot = 238;
