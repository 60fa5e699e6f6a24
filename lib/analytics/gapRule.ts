/**
 * The one rule for what a gap is, in the ledger and in every picture (docs/decisions/gaps.md): time
 * without a sample that is longer than five minutes and than three times the usual spacing there.
 */

/** Devices pause for a moment; up to this neighbours belong together, ms. */
export const longestJoinedMs = 300_000;

/**
 * How long neighbours may lie apart and still belong together, ms.
 * @param usualSpacing of the samples around, ms; 0 where there are too few to tell.
 */
export function longestPause(usualSpacing: number): number {
  return Math.max(longestJoinedMs, 3 * usualSpacing);
}

/** The middle of some spacings, ms; 0 of none. */
export function usualSpacing(spacings: readonly number[]): number {
  return spacings.toSorted((a, b) => a - b)[Math.floor(spacings.length / 2)] ?? 0;
}
