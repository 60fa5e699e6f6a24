/** Dates with slashes: which of their first two numbers is the month, the dates of a file tell together. */
import { shown } from './failures.ts';
import { DamagedFile } from './kind.ts';

interface Example {
  line: number;
  text: string;
}

/** What the dates of one file have told. */
export interface DateOrderSeen {
  /** Whether one can only be month first. */
  monthFirst: boolean;
  /** Whether somebody knows that they are month first. */
  trusted: boolean;
  /** The first that may be either. */
  either: Example | undefined;
  /** The first that can only be day first. */
  dayFirst: Example | undefined;
}

/** That somebody has to say which of the two it is. */
export class UnclearDates extends DamagedFile {}

/**
 * They are read month first where one of them can only be so, or where it is known.
 * @throws {UnclearDates} where they are day first, and where nobody can tell.
 */
export function refuseDateOrder({ monthFirst, trusted, either, dayFirst }: DateOrderSeen): void {
  if (monthFirst) return;
  if (dayFirst) {
    throw new UnclearDates(
      `writes its dates day first (${quoted(dayFirst)}); dates with slashes are read month first. ` +
        'Import it again by command with --dates day-first, or choose “day first” on the import page.',
    );
  }
  if (trusted || !either) return;
  throw new UnclearDates(
    `has dates that may be day first or month first (${quoted(either)}, and no other tells). ` +
      'Say which: by command with --dates day-first or --dates month-first, or on the import page.',
  );
}

function quoted({ line, text }: Example): string {
  return `"${shown(text, 40)}" in line ${line}`;
}
