/** Why there is no heart rate in a gap: what the coverage ledger says of its time; pure. */
import type { CoverageDay, UserCoverageAnswer } from '#lib/contract/coverage.ts';
import type { CoverageState } from '#lib/coverage/states.ts';
import { localDay } from '#lib/time/timeZone.ts';
import type { Gap } from './gaps.ts';

/** A stretch of one state, ms UTC, with what is known of a failure in it. */
export interface LedgerStretch extends Gap {
  state: CoverageState;
  day: CoverageDay;
}

/** One state's part of a gap. */
export interface GapReason {
  state: CoverageState;
  /** How much of the gap, ms. */
  ms: number;
  /** The same as a part of what the ledger tells of the gap, 0–1. */
  share: number;
  /** What asking failed with, and when it is tried again, ms UTC. */
  error: string | null;
  nextAttemptAt: number | null;
}

/** The ledger in order: by quarter-hours where it was asked for them, else by days. */
export function ledgerOf({ days, timeZone }: UserCoverageAnswer): LedgerStretch[] {
  return days.flatMap((day): LedgerStretch[] => {
    if (day.stretches) return day.stretches.map((stretch) => ({ ...stretch, day }));
    const { startMs, endMs } = localDay(day.date, timeZone);
    return [{ start: startMs, end: endMs, state: day.state, day }];
  });
}

/** A gap in parts of one state each; its edges within quarter-hours that hold heart rate go with their neighbours. */
export function partsOf(gap: Gap, ledger: readonly LedgerStretch[]): LedgerStretch[] {
  const within: LedgerStretch[] = [];
  for (let index = firstAfter(ledger, gap.start); index < ledger.length; index++) {
    const stretch = ledger[index];
    if (!stretch || stretch.start >= gap.end) break;
    const start = Math.max(stretch.start, gap.start);
    within.push({ ...stretch, start, end: Math.min(stretch.end, gap.end) });
  }
  const holes = within.filter(({ state }) => !holdsHeartRate(state));
  if (holes.length > 0) return filling(gap, within, holes);
  return within.map((stretch) => ({ ...stretch, state: stateWithin(stretch) }));
}

const final: readonly CoverageState[] = ['complete', 'not-worn', 'not-expected'];
const open = ['failed', 'not-authorised', 'not-synced'] as const;

/**
 * Of a gap within a quarter-hour (or a day, by days) that holds heart rate: not worn where nothing
 * more is to come of the day or its only source has synced past; never guessed where it is not so.
 */
function stateWithin({ day, end }: LedgerStretch): CoverageState {
  const states = day.sources.map(({ state }) => state);
  if (states.every((state) => final.includes(state))) return 'not-worn';
  if (states.length === 1 && (day.syncedUntil ?? 0) >= end) return 'not-worn';
  return open.find((state) => states.includes(state)) ?? 'unknown';
}

function holdsHeartRate(state: CoverageState): boolean {
  return state === 'complete' || state === 'partial';
}

/** What lies at an edge, or between two holes, goes with the hole beside it. */
function filling(
  gap: Gap,
  within: readonly LedgerStretch[],
  holes: readonly LedgerStretch[],
): LedgerStretch[] {
  const known = { start: within[0]?.start ?? gap.start, end: within.at(-1)?.end ?? gap.end };
  return holes.map((hole, index) => ({
    ...hole,
    start: index === 0 ? known.start : hole.start,
    end: holes[index + 1]?.start ?? known.end,
  }));
}

/** Index of the first stretch that ends after `at`. */
function firstAfter(ledger: readonly LedgerStretch[], at: number): number {
  let low = 0;
  let high = ledger.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ledger[middle]?.end ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Reasons of several users as those of all of them together, the greatest part first. */
export function ofAll(lists: readonly (readonly GapReason[])[]): GapReason[] {
  const reasons = lists.flat();
  const all = reasons.reduce((sum, { ms }) => sum + ms, 0);
  return [...Map.groupBy(reasons, ({ state }) => state)]
    .map(([state, ofState]): GapReason => {
      const ms = ofState.reduce((sum, reason) => sum + reason.ms, 0);
      const share = all > 0 ? ms / all : 0;
      return { state, ms, share, error: null, nextAttemptAt: null };
    })
    .toSorted((a, b) => b.ms - a.ms);
}

/** The states of gaps together, the greatest part first; none where the ledger says nothing of them. */
export function reasonsOf(gaps: readonly Gap[], ledger: readonly LedgerStretch[]): GapReason[] {
  const parts = gaps.flatMap((gap) => partsOf(gap, ledger));
  const all = parts.reduce((sum, { start, end }) => sum + end - start, 0);
  const byState = Map.groupBy(parts, ({ state }) => state);
  return [...byState]
    .map(([state, ofState]): GapReason => {
      const ms = ofState.reduce((sum, { start, end }) => sum + end - start, 0);
      const failed = state === 'failed' ? ofState.findLast(({ day }) => day.error)?.day : undefined;
      return {
        ...{ state, ms, share: all > 0 ? ms / all : 0 },
        error: failed?.error?.message ?? null,
        nextAttemptAt: failed?.nextAttemptAt ?? null,
      };
    })
    .toSorted((a, b) => b.ms - a.ms);
}
