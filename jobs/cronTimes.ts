/** The times that an entry of a crontab names. The queue's own matcher says whether a minute is one. */
import type { ParsedCronItem } from 'graphile-worker';

const minuteMs = 60_000;
/** Entries that name no time within a year are taken to name none. */
const horizon = 366 * 24 * 60;

/**
 * The nearest minute that matches: after `now` with `step` 1, at or before it with −1. In UTC.
 * @returns ms UTC, or null when none is within a year.
 */
export function nearestMatch(
  match: ParsedCronItem['match'],
  now: number,
  step: 1 | -1,
): number | null {
  const first = Math.floor(now / minuteMs) + (step === 1 ? 1 : 0);
  for (let away = 0; away < horizon; away++) {
    const at = new Date((first + away * step) * minuteMs);
    const digest = {
      min: at.getUTCMinutes(),
      hour: at.getUTCHours(),
      date: at.getUTCDate(),
      month: at.getUTCMonth() + 1,
      dow: at.getUTCDay(),
    };
    if (match(digest)) return at.getTime();
  }
  return null;
}
