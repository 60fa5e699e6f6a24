/** What a person typed into `datetime-local` fields, read on their own clock. */
import { localDateSchema } from '#lib/time/localDate.ts';
import { localDay, readWallClock } from '#lib/time/timeZone.ts';

const shape = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})(?::(\d{2}))?/;

/**
 * @param text `2026-11-14T09:15` or with seconds, local to the zone.
 * @returns ms UTC: of an hour that happens twice the first, of one that is skipped as if the clock
 * had not changed; undefined where the text is no time.
 */
export function readTypedInstant(text: string, timeZone: string): number | undefined {
  const [, date = '', hours, minutes, seconds = '0'] = shape.exec(text) ?? [];
  if (!localDateSchema.safeParse(date).success) return undefined;
  const clockMs = (Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds)) * 1_000;
  return readWallClock(localDay(date, timeZone), clockMs).ms;
}
