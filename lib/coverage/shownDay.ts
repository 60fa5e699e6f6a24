/**
 * What is shown of a day: the evidence of the ledger, and over its holes what can be known without
 * new evidence: that nothing was expected, that asking failed, that the authorisation has ended.
 */
import type { LocalDate } from '#lib/time/dateArithmetic.ts';
import {
  type CoverageState,
  type EvidencedState,
  quarterMs,
  quartersIn,
  stateLetters,
  stateOfLetter,
} from './states.ts';

/** A row of the ledger, as far as its state depends on it. */
export interface LedgerDay {
  state: EvidencedState;
  /** One letter a quarter-hour; null where only the day is known. */
  quarters: string | null;
  samples: number;
  settled: boolean;
  /** Whether the last attempt to read it failed. */
  failing: boolean;
}

/** What holds of one source of a user, whatever the day. */
export interface Standing {
  /** First and last local day of which data is expected; null for no bound. */
  expectedFrom: LocalDate | null;
  expectedTo: LocalDate | null;
  /** When the authorisation ended, ms UTC; null while it stands, or where none is needed. */
  authorisationEnded: number | null;
}

/** The local day `[startMs, endMs)`, ms UTC. */
export interface ShownDate {
  date: LocalDate;
  startMs: number;
  endMs: number;
}

export interface Stretch {
  /** ms UTC, end excluded. */
  start: number;
  end: number;
  state: CoverageState;
}

function isExpected({ date }: ShownDate, { expectedFrom, expectedTo }: Standing): boolean {
  return date >= (expectedFrom ?? date) && date <= (expectedTo ?? date);
}

/** @param day undefined where the ledger has no row. */
export function shownState(
  day: LedgerDay | undefined,
  date: ShownDate,
  standing: Standing,
): CoverageState {
  if (day && day.samples > 0) return isFailing(day) ? 'failed' : day.state;
  if (day?.state === 'not-worn') return 'not-worn';
  return overHole(day?.state ?? 'unknown', day, date, standing, date.endMs);
}

/**
 * The day up to `now` in stretches of one state each, ascending; none where it has not begun.
 * @param now ms UTC.
 */
export function shownStretches(
  day: LedgerDay | undefined,
  date: ShownDate,
  standing: Standing,
  now: number,
): Stretch[] {
  const letters = day?.quarters ?? lettersWithout(day, date);
  const stretches: Stretch[] = [];
  for (let quarter = 0; quarter < letters.length; quarter++) {
    const start = date.startMs + quarter * quarterMs;
    if (start >= now) break;
    const end = Math.min(start + quarterMs, date.endMs);
    const evidenced = stateOfLetter(letters.charAt(quarter));
    const state =
      evidenced === 'unknown' || evidenced === 'not-synced'
        ? overHole(evidenced, day, date, standing, end)
        : evidenced;
    const last = stretches.at(-1);
    if (last?.state === state) last.end = end;
    else stretches.push({ start, end, state });
  }
  return stretches;
}

function lettersWithout(day: LedgerDay | undefined, date: ShownDate): string {
  return stateLetters[day?.state ?? 'unknown'].repeat(quartersIn(date));
}

function isFailing(day: LedgerDay | undefined): boolean {
  return day?.failing === true && !day.settled;
}

function overHole(
  evidenced: CoverageState,
  day: LedgerDay | undefined,
  date: ShownDate,
  standing: Standing,
  end: number,
): CoverageState {
  if (!isExpected(date, standing)) return 'not-expected';
  if (isFailing(day)) return 'failed';
  const { authorisationEnded } = standing;
  if (!day?.settled && authorisationEnded !== null && end > authorisationEnded) {
    return 'not-authorised';
  }
  return evidenced;
}

/** Of several sources: heart rate before holes, and holes that may be mended before those that stay. */
const ranks: readonly CoverageState[] = [
  'complete',
  'partial',
  'failed',
  'not-authorised',
  'not-synced',
  'not-worn',
  'unknown',
  'not-expected',
];

/** The state of a day, or of any moment, over all of a user's sources; `unknown` of none. */
export function mergedState(states: readonly CoverageState[]): CoverageState {
  return ranks.find((state) => states.includes(state)) ?? 'unknown';
}

/** One series of stretches of several sources' that cover the same day. */
export function mergedStretches(bySource: readonly (readonly Stretch[])[]): Stretch[] {
  const [only, ...others] = bySource;
  if (!only) return [];
  if (others.length === 0) return [...only];
  const edges = new Set(bySource.flat().flatMap(({ start, end }) => [start, end]));
  const sorted = [...edges].sort((a, b) => a - b);
  const merged: Stretch[] = [];
  for (let i = 0; i + 1 < sorted.length; i++) {
    const [start = 0, end = 0] = [sorted[i], sorted[i + 1]];
    const states = bySource.flatMap((stretches) =>
      stretches.filter((one) => one.start <= start && one.end >= end).map(({ state }) => state),
    );
    const state = mergedState(states);
    const last = merged.at(-1);
    if (last?.state === state && last.end === start) last.end = end;
    else merged.push({ start, end, state });
  }
  return merged;
}
