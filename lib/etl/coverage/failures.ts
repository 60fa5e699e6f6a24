/** What a source failed at within one run, and whether it is worth going on with the next day. */
import { HeartlineError, messageOf } from '#lib/errors.ts';
import { addDays, eachDay, type LocalDate } from '#lib/time/localDate.ts';
import type { DayWindow } from '../window.ts';

export function isSourceFailure(error: unknown): error is HeartlineError {
  return error instanceof HeartlineError && error.code === 'SOURCE_FAILED';
}

export class SourceFailures {
  readonly #dates: LocalDate[] = [];
  #first: HeartlineError | undefined;

  get any(): boolean {
    return this.#dates.length > 0;
  }

  /** One bad day stops no other; a source that fails at two neighbours is down. */
  mayGoOn(missing: DayWindow): boolean {
    return this.#dates.at(-1) !== addDays(missing.start, -1);
  }

  add(date: LocalDate, error: HeartlineError): void {
    this.#dates.push(date);
    this.#first ??= error;
  }

  /** For the run that went on: what is missing, and why. */
  error(): HeartlineError {
    const [first] = this.#dates;
    const which =
      this.#dates.length === 1
        ? `${first} could`
        : `${this.#dates.length} days from ${first} could`;
    return new HeartlineError(
      'SOURCE_FAILED',
      `${which} not be read and will be tried again; what else was asked for is stored. ${messageOf(this.#first)}`,
      { details: { dates: this.#dates }, cause: this.#first },
    );
  }
}

/** What is left of a stretch behind the last day that was answered. */
export function unansweredOf(stretch: DayWindow, lastMarked: LocalDate | undefined): DayWindow {
  if (lastMarked === undefined || lastMarked < stretch.start) return stretch;
  const next = addDays(lastMarked, 1);
  return { start: next < stretch.end ? next : stretch.end, end: stretch.end };
}

/** The stretch without its first day. */
export function withoutFirst({ start, end }: DayWindow): DayWindow | undefined {
  return start < end ? { start: addDays(start, 1), end } : undefined;
}

export function daysOf({ start, end }: DayWindow): LocalDate[] {
  return [...eachDay(start, end)];
}

/** From the first day of all to the last. @param stretches ascending. */
export function spanOf(stretches: readonly DayWindow[]): DayWindow | undefined {
  const [first, last] = [stretches[0], stretches.at(-1)];
  return first && last && { start: first.start, end: last.end };
}
