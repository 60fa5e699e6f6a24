/** The local dates of moments, in the zone in which an import groups its rows by day. */
import type { LocalDate } from '#lib/time/localDate.ts';
import { localDateOf, localDay } from '#lib/time/timeZone.ts';
import { readIsoTime, readUsTime, type WrittenTime } from '#lib/time/writtenTime.ts';
import { compactTime, timeForms } from './compactTime.ts';
import type { SpooledReading } from './spooledRows.ts';

/** ms UTC, years 1 to 9999: beyond it a time has no form that anything here reads. */
const earliestMs = Date.parse('0001-01-01T00:00:00Z');
const latestMs = Date.parse('9999-12-31T00:00:00Z');

/** A reading's date and the form in which it is put aside. */
type Placed = Pick<SpooledReading, 'time'> & { date: LocalDate };

export class LocalDates {
  readonly #timeZone: string;
  #day = { startMs: 0, endMs: 0, date: '' };

  constructor(timeZone: string) {
    this.#timeZone = timeZone;
  }

  /** @param time as written, or ms UTC; undefined for what is no time. */
  place(time: string | number): Placed | undefined {
    return typeof time === 'number' ? this.#instant(time) : this.#written(time);
  }

  #instant(ms: number): Placed | undefined {
    if (!Number.isInteger(ms) || ms < earliestMs || ms > latestMs) return undefined;
    const form = ms % 1000 === 0 ? timeForms.utc : timeForms.utcMs;
    return { date: this.#localDate(ms), time: { form, faceMs: ms, offsetMinutes: 0 } };
  }

  #written(text: string): Placed | undefined {
    const compact = compactTime(text);
    if (compact) {
      const { form, faceMs, offsetMinutes, date } = compact;
      const isFace = form === timeForms.wall || form === timeForms.us;
      return {
        date: isFace ? date : this.#localDate(faceMs - offsetMinutes * 60_000),
        time: compact,
      };
    }
    const iso = readIsoTime(text);
    if (iso) return { date: this.of(iso), time: { notation: 'iso', text } };
    const us = readUsTime(text);
    return us ? { date: this.of(us), time: { notation: 'us', text } } : undefined;
  }

  /** The date on the face, or of an instant the local one, so that no local day is in two documents. */
  of({ date, clockMs, offsetMs }: WrittenTime): LocalDate {
    if (offsetMs === null) return date;
    return this.#localDate(Date.parse(`${date}T00:00:00Z`) + clockMs - offsetMs);
  }

  #localDate(ms: number): LocalDate {
    if (ms < this.#day.startMs || ms >= this.#day.endMs) {
      this.#day = localDay(localDateOf(ms, this.#timeZone), this.#timeZone);
    }
    return this.#day.date;
  }
}
