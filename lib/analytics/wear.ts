/** When a device was worn: valid minutes and gaps. A minute is valid with at least one sample. */

/** A stretch without a valid minute, ms UTC, `[start, end)`. */
export interface WearGap {
  start: number;
  end: number;
}

const minuteMs = 60_000;
/** Shorter pauses are the device's own, and no gap. */
const shortestGapMs = 15 * minuteMs;

/**
 * @param minutes where the minutes with samples begin, ms UTC, ascending.
 * @param stretch ms UTC; of a day that still goes on, as far as it is known.
 */
export function wearOf(
  minutes: readonly number[],
  stretch: WearGap,
): { validMinutes: number; gaps: WearGap[] } {
  const inside = minutes.filter((at) => at >= stretch.start && at < stretch.end);
  const starts = [...inside, stretch.end];
  const gaps = starts.map((end, index) => {
    const before = inside[index - 1];
    return { start: before === undefined ? stretch.start : before + minuteMs, end };
  });
  return {
    validMinutes: inside.length,
    gaps: gaps.filter(({ start, end }) => end - start >= shortestGapMs),
  };
}
