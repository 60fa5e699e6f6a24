/**
 * The offsets of IANA time zones, asked of Intl once a zone and year and then looked up by plain
 * arithmetic: light enough for the browser, fast enough for rows by the million.
 */

/** A stretch of time in which the zone's offset from UTC stays the same. */
export interface OffsetSpan {
  /** First instant, ms UTC, included. */
  startMs: number;
  /** Last instant, ms UTC, excluded. */
  endMs: number;
  /** Local time minus UTC, ms. */
  offsetMs: number;
}

const second = 1_000;
/** Clocks were never changed and changed back within so few days, so that every change is seen. */
const stepMs = 4 * 86_400_000;

const years = new Map<string, OffsetSpan[]>();
const yearLimit = 4_000;

/** The offsets within one year of UTC, in order, without a hole between them. */
function spansOfYear(year: number, timeZone: string): OffsetSpan[] {
  const key = `${timeZone} ${year}`;
  const known = years.get(key);
  if (known) return known;
  const spans = readYear(Date.UTC(year, 0, 1), Date.UTC(year + 1, 0, 1), timeZone);
  if (years.size >= yearLimit) years.clear();
  years.set(key, spans);
  return spans;
}

function readYear(startMs: number, endMs: number, timeZone: string): OffsetSpan[] {
  const first = { startMs, endMs: startMs, offsetMs: readOffset(startMs, timeZone) };
  const spans = [first];
  let current = first;
  for (let at = startMs; at < endMs; at += stepMs) {
    const next = Math.min(at + stepMs, endMs);
    const offsetMs = readOffset(next - second, timeZone);
    if (offsetMs !== current.offsetMs) {
      const change = firstChange(at, next - second, current.offsetMs, timeZone);
      current.endMs = change;
      current = { startMs: change, endMs: next, offsetMs };
      spans.push(current);
    }
    current.endMs = next;
  }
  return spans;
}

/** The first second in `(from, to]` that no longer has the offset. */
function firstChange(from: number, to: number, offsetMs: number, timeZone: string): number {
  let same = from - second;
  let other = to;
  while (other - same > second) {
    const middle = same + Math.floor((other - same) / (2 * second)) * second;
    if (readOffset(middle, timeZone) === offsetMs) same = middle;
    else other = middle;
  }
  return other;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'iso8601',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    era: 'short',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formats.set(timeZone, format);
  return format;
}

/** Reads the clock's face at an instant and takes the instant away from it. */
function readOffset(ms: number, timeZone: string): number {
  const face: Partial<Record<Intl.DateTimeFormatPartTypes, number>> = {};
  for (const { type, value } of formatOf(timeZone).formatToParts(ms)) face[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second: seconds = 0 } = face;
  return Date.UTC(year, month - 1, day, hour, minute, seconds) - Math.floor(ms / second) * second;
}

/** Neighbouring instants are asked for one after the other: where the last one lay is looked first. */
let latest: (OffsetSpan & { timeZone: string }) | undefined;

/** Local time minus UTC at an instant, in ms. @throws {RangeError} for a zone that is none. */
export function offsetAt(ms: number, timeZone: string): number {
  if (latest && latest.timeZone === timeZone && ms >= latest.startMs && ms < latest.endMs)
    return latest.offsetMs;
  const spans = spansOfYear(new Date(ms).getUTCFullYear(), timeZone);
  const span = spans.find(({ endMs }) => ms < endMs) ?? spans.at(-1);
  if (span) latest = { ...span, timeZone };
  return span?.offsetMs ?? 0;
}

/** The offsets that `[startMs, endMs)` runs through, in order; one span where no clock changes. */
export function offsetSpans(startMs: number, endMs: number, timeZone: string): OffsetSpan[] {
  const spans: OffsetSpan[] = [];
  const lastYear = new Date(endMs).getUTCFullYear();
  for (let year = new Date(startMs).getUTCFullYear(); year <= lastYear; year++) {
    for (const span of spansOfYear(year, timeZone)) {
      const from = Math.max(span.startMs, startMs);
      const to = Math.min(span.endMs, endMs);
      if (from >= to) continue;
      const last = spans.at(-1);
      if (last && last.offsetMs === span.offsetMs) last.endMs = to;
      else spans.push({ startMs: from, endMs: to, offsetMs: span.offsetMs });
    }
  }
  return spans;
}
