/**
 * From evidence to states: what the samples of a local day and the word of the source prove of each
 * quarter-hour, and of the day. Pure; nothing is guessed (docs/decisions/coverage-ledger.md).
 */
import { longestPause, usualSpacing } from '#lib/analytics/gapRule.ts';
import { type EvidencedState, quarterMs, quartersIn, stateLetters } from './states.ts';

export interface DayEvidence {
  /** The local day `[startMs, endMs)`, ms UTC. */
  startMs: number;
  endMs: number;
  /** Instants of the day's samples, ms UTC, ascending. */
  t: ArrayLike<number>;
  /** When the source was asked, ms UTC. */
  now: number;
  /** Whether the source was asked for this day and answered to the end. */
  answered: boolean;
  /** Until when the device had handed over its data, ms UTC; undefined where nobody says so. */
  syncedUntil?: number | undefined;
  /** Stretches in which the device was there and was not worn, ms UTC, end excluded. */
  notWorn?: readonly Stretch[] | undefined;
}

export interface DayMark {
  state: EvidencedState;
  /** One letter a quarter-hour. */
  quarters: string;
  /** Quarter-hours with heart rate. */
  covered: number;
  /** Nothing more is to come. */
  settled: boolean;
}

interface Stretch {
  start: number;
  end: number;
}

/** Less than this of a quarter-hour without heart rate leaves it complete, ms. */
const negligible = 60_000;
/** How long after a day's end it is read once more although all seems to be there, ms. */
const confirmAfter = 86_400_000;

export function markOfDay(evidence: DayEvidence): DayMark {
  const holes = holesOf(evidence);
  const letters = lettersOf(evidence, holes);
  const begun = letters.slice(0, quartersBegun(evidence));
  const dayOver = evidence.now >= evidence.endMs;
  const accounted = holes.every((hole) => isAccounted(hole, evidence));
  const covered = letters.filter((letter) => letter === 'c' || letter === 'p').length;
  const allIsHere = accounted && dayOver && (evidence.answered || evidence.t.length > 0);
  return {
    state: evidence.t.length > 0 ? stateWithSamples(allIsHere) : stateWithout(begun),
    quarters: letters.join(''),
    covered,
    settled:
      evidence.answered &&
      isHandedOver(evidence, accounted) &&
      evidence.now >= evidence.endMs + confirmAfter,
  };
}

function stateWithSamples(allIsHere: boolean): EvidencedState {
  return allIsHere ? 'complete' : 'partial';
}

function stateWithout(begun: readonly string[]): EvidencedState {
  if (begun.includes(stateLetters['not-synced'])) return 'not-synced';
  if (begun.length === 0 || begun.includes(stateLetters.unknown)) return 'unknown';
  return 'not-worn';
}

/** The device has synced past the day, or told of all of it that it was not worn where nothing is. */
function isHandedOver({ syncedUntil, endMs, notWorn }: DayEvidence, accounted: boolean): boolean {
  return (syncedUntil ?? 0) >= endMs || (accounted && notWorn !== undefined);
}

function quartersBegun({ startMs, endMs, now }: DayEvidence): number {
  return quartersIn({ startMs, endMs: Math.max(startMs, Math.min(endMs, now)) });
}

/** Stretches of the day, up to now, without heart rate; a sample stands for the usual spacing. */
function holesOf({ startMs, endMs, t, now }: DayEvidence): Stretch[] {
  const usual = usualSpacingOf(t);
  const longest = longestPause(usual);
  const end = Math.max(startMs, Math.min(endMs, now));
  const holes: Stretch[] = [];
  let last = startMs;
  for (let i = 0; i < t.length; i++) {
    const at = t[i] ?? 0;
    if (at - last > longest) holes.push({ start: i > 0 ? last + usual : last, end: at });
    last = at;
  }
  if (t.length === 0 && end > last) holes.push({ start: last, end });
  else if (end - last > longest) holes.push({ start: last + usual, end });
  return holes;
}

/** Middle spacing of neighbouring samples, ms, from 500 of them at the most; 0 for fewer than two. */
function usualSpacingOf(t: ArrayLike<number>): number {
  const step = Math.max(1, Math.floor(t.length / 500));
  const spacings: number[] = [];
  for (let i = step; i < t.length; i += step) spacings.push((t[i] ?? 0) - (t[i - 1] ?? 0));
  return usualSpacing(spacings);
}

function lettersOf(evidence: DayEvidence, holes: readonly Stretch[]): string[] {
  const { startMs, endMs, t, now } = evidence;
  const letters: string[] = [];
  let sample = 0;
  for (let quarter = 0; quarter < quartersIn(evidence); quarter++) {
    const start = startMs + quarter * quarterMs;
    const end = Math.min(start + quarterMs, endMs);
    const first = sample;
    while (sample < t.length && (t[sample] ?? 0) < end) sample += 1;
    const within = holes.map((hole) => cut(hole, start, end)).filter(isStretch);
    const missing = within.reduce((sum, hole) => sum + hole.end - hole.start, 0);
    // What has not begun is no hole yet; whoever reads the row later asks who had synced past it.
    const toCome = start >= now ? [{ start, end }] : [];
    if (toCome.length === 0 && missing < negligible) letters.push(stateLetters.complete);
    else if (sample > first) letters.push(stateLetters.partial);
    else letters.push(letterOfHole([...within, ...toCome], evidence));
  }
  return letters;
}

function letterOfHole(parts: readonly Stretch[], evidence: DayEvidence): string {
  if (parts.every((part) => isAccounted(part, evidence))) return stateLetters['not-worn'];
  return evidence.syncedUntil === undefined ? stateLetters.unknown : stateLetters['not-synced'];
}

/** Whether the device has synced past the hole, or was there and not worn all through it. */
function isAccounted(hole: Stretch, { syncedUntil = 0, notWorn = [] }: DayEvidence): boolean {
  let from = Math.max(hole.start, syncedUntil);
  // Ascending or not, each pass takes what begins before the end of the one before.
  for (let moved = true; moved && from < hole.end; ) {
    const next = notWorn.find(({ start, end }) => start <= from + negligible && end > from);
    moved = next !== undefined;
    if (next) from = next.end;
  }
  return from >= hole.end - negligible;
}

function cut(stretch: Stretch, start: number, end: number): Stretch {
  return { start: Math.max(stretch.start, start), end: Math.min(stretch.end, end) };
}

function isStretch({ start, end }: Stretch): boolean {
  return end > start;
}
