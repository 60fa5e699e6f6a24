/** Waits for what other processes bring about. */
import { vi } from 'vitest';

/**
 * Resolves with the check's result once it no longer throws; what it last threw is why it did not.
 * It is over at once where all goes well, so the seconds are those of the slowest machine.
 */
export async function until<T>(
  check: () => T | Promise<T>,
  { seconds = 40, everyMs = 50 }: { seconds?: number; everyMs?: number } = {},
): Promise<T> {
  return await vi.waitFor(check, { timeout: seconds * 1000, interval: everyMs });
}
