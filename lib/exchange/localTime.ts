/** Instants as local times with their offset, fast enough for millions. */
import { type OffsetSpan, offsetSpans } from '#lib/time/timeZone.ts';

const minuteMs = 60_000;
const two = (value: number) => String(value).padStart(2, '0');

/**
 * A writer of `2026-03-29T03:10:00+01:00`, with thousandths where there are any.
 * @param startMs @param endMs between which it writes, ms UTC; the end included.
 */
export function localTimeWriter(
  startMs: number,
  endMs: number,
  timeZone: string,
): (ms: number) => string {
  const spans = offsetSpans(startMs, endMs + 1, timeZone).map((span) => ({
    ...span,
    suffix: offsetText(span.offsetMs),
  }));
  let current = spans[0];
  return (ms) => {
    if (!current || !holds(current, ms)) current = spans.find((span) => holds(span, ms));
    if (!current) throw new RangeError(`${ms} lies outside of what this writer was made for.`);
    return `${faceOf(ms, current.offsetMs)}${current.suffix}`;
  };
}

function faceOf(ms: number, offsetMs: number): string {
  const face = new Date(ms + offsetMs).toISOString();
  return ms % 1_000 === 0 ? face.slice(0, 19) : face.slice(0, 23);
}

/** The same on a clock that is so many seconds ahead of UTC, to the minute: ISO 8601 has no finer. */
export function timeAtOffset(ms: number, seconds: number): string {
  const offsetMs = Math.round(seconds / 60) * minuteMs;
  return `${faceOf(ms, offsetMs)}${offsetText(offsetMs)}`;
}

function holds(span: OffsetSpan, ms: number): boolean {
  return ms >= span.startMs && ms < span.endMs;
}

/** `+05:30`, to the minute. */
export function offsetText(offsetMs: number): string {
  const minutes = Math.round(Math.abs(offsetMs) / minuteMs);
  return `${offsetMs < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
