/** From a reading's written time to its instant, in the notation of its document. */
import { HeartlineError } from '#lib/errors.ts';
import { type LocalDay, localDay, readWallClock } from '#lib/time/timeZone.ts';
import { readIsoTime, readTimeOfDay, readUsTime, type WrittenTime } from '#lib/time/writtenTime.ts';
import type { RawHeartRate } from '../types.ts';

/**
 * Reads one document's times. `read` answers with a bare number, because an object for each of the
 * 17,000 readings of a day costs more than the reading; what else is known of it is in the fields.
 */
export class HeartRateTimeReader {
  /** ms by which the later pass follows, when the last reading fell into a doubled hour; else 0. */
  shiftMs = 0;
  /** What the clock's face showed, as ms since 1970-01-01 00:00 on it; NaN for an instant. */
  faceMs = Number.NaN;
  /** Whether the last reading failed for being in an hour that the clocks skip. */
  skipped = false;

  readonly #raw: RawHeartRate;
  readonly #timeZone: string;
  #day: LocalDay;
  #midnightMs = 0;
  /** The date that was written last, and its midnight as if it were UTC's. */
  #lastDate = 'none';
  #lastMidnightMs = Number.NaN;
  /** Faces from which on, and up to which, the day's clock change makes the offset a question. */
  #doubtStart = Number.POSITIVE_INFINITY;
  #doubtEnd = Number.POSITIVE_INFINITY;
  /** Local time minus UTC before and after that. */
  #offsetBefore = 0;
  #offsetAfter = 0;

  /** @throws {HeartlineError} SOURCE_FAILED for a `time-of-day` document without a date. */
  constructor(raw: RawHeartRate, timeZone: string) {
    this.#raw = raw;
    this.#timeZone = timeZone;
    if (raw.notation === 'time-of-day' && raw.date === undefined) {
      throw new HeartlineError(
        'SOURCE_FAILED',
        `${raw.origin} gives times of day and no date; its source has to name the day.`,
      );
    }
    this.#day = this.#open(raw.date ?? '1970-01-01');
  }

  /** ms UTC, of the earlier pass in a doubled hour; NaN where the text is no time or was skipped. */
  read(text: string): number {
    this.skipped = false;
    this.shiftMs = 0;
    this.faceMs = Number.NaN;
    if (this.#raw.notation === 'time-of-day') {
      const clockMs = readTimeOfDay(text);
      return clockMs < 0 ? Number.NaN : this.#onClock(clockMs);
    }
    const plain = this.#readPlain(text);
    if (plain !== undefined) return plain;
    const written = this.#raw.notation === 'iso' ? readIsoTime(text) : readUsTime(text);
    return written === null ? Number.NaN : this.#instantOf(written);
  }

  /**
   * `2025-06-15T14:00:05Z` and `2025-06-15 14:00:05` of the date of the reading before: millions of
   * these come one after the other, and a pattern with a date for each took half of the transforming.
   */
  #readPlain(text: string): number | undefined {
    const isInstant = text.length === 20 && text.charCodeAt(19) === 90;
    if (!isInstant && text.length !== 19) return undefined;
    if (this.#raw.notation !== 'iso' || !text.startsWith(this.#lastDate)) return undefined;
    const separator = text.charCodeAt(10);
    if (separator !== 84 && separator !== 32) return undefined;
    const clockMs = readTimeOfDay(text.slice(11, 19));
    if (clockMs < 0) return undefined;
    if (isInstant) return this.#lastMidnightMs + clockMs;
    if (this.#lastDate !== this.#day.date) this.#day = this.#open(this.#lastDate);
    return this.#onClock(clockMs);
  }

  #instantOf({ date, clockMs, offsetMs }: WrittenTime): number {
    if (date !== this.#lastDate) {
      this.#lastDate = date;
      this.#lastMidnightMs = Date.parse(`${date}T00:00:00Z`);
    }
    if (offsetMs !== null) return this.#lastMidnightMs + clockMs - offsetMs;
    if (date !== this.#day.date) this.#day = this.#open(date);
    return this.#onClock(clockMs);
  }

  #onClock(clockMs: number): number {
    this.faceMs = this.#midnightMs + clockMs;
    if (this.faceMs < this.#doubtStart || this.faceMs >= this.#doubtEnd) {
      const offset = this.faceMs < this.#doubtStart ? this.#offsetBefore : this.#offsetAfter;
      const ms = this.faceMs - offset;
      if (ms >= this.#day.startMs && ms < this.#day.endMs) return ms;
    }
    const reading = readWallClock(this.#day, clockMs);
    this.skipped = reading.kind === 'skipped';
    if (reading.kind === 'twice') this.shiftMs = reading.laterMs - reading.ms;
    return this.skipped ? Number.NaN : reading.ms;
  }

  #open(date: string): LocalDay {
    const day = localDay(date, this.#timeZone);
    const [before, after = before, another] = day.spans;
    this.#midnightMs = Date.parse(`${date}T00:00:00Z`);
    this.#offsetBefore = before?.offsetMs ?? 0;
    this.#offsetAfter = after?.offsetMs ?? 0;
    const change = after === before ? Number.POSITIVE_INFINITY : (after?.startMs ?? 0);
    this.#doubtStart = change + Math.min(this.#offsetBefore, this.#offsetAfter);
    this.#doubtEnd = change + Math.max(this.#offsetBefore, this.#offsetAfter);
    // Two clock changes within one day: every face is a question.
    if (another) {
      this.#doubtStart = Number.NEGATIVE_INFINITY;
      this.#doubtEnd = Number.POSITIVE_INFINITY;
    }
    return day;
  }
}
