/** Days laid over each other by the clock's face, those of a clock change too. */

import { type LocalDay, localDateOf, readWallClock } from './timeZone.ts';
import { offsetAt } from './zoneOffsets.ts';

/**
 * The instant at which a day's clock shows what another's showed.
 * @param ms UTC, on any day of the zone.
 * @returns ms UTC on `day`, the earlier one of an hour that it has twice; undefined in one it skips.
 */
export function sameClockOn(ms: number, day: LocalDay, timeZone: string): number | undefined {
  const midnight = Date.parse(`${localDateOf(ms, timeZone)}T00:00:00Z`);
  const reading = readWallClock(day, ms + offsetAt(ms, timeZone) - midnight);
  return reading.kind === 'skipped' ? undefined : reading.ms;
}
