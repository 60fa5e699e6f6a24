/** Where the coverage ledger misses heart rate of a day, and why; pure. */
import { type LedgerStretch, ledgerOf } from '#app/_charts/gapReasons.ts';
import type { UserCoverageAnswer } from '#lib/contract/coverage.ts';
import type { CoverageState } from '#lib/coverage/states.ts';

const nothingMissing: readonly CoverageState[] = ['complete', 'partial', 'not-expected'];

/** Neighbours of one state as one stretch, in order, until `now` (ms UTC): nobody misses what is to come. */
export function missingOf(answer: UserCoverageAnswer, now: number): LedgerStretch[] {
  const stretches: LedgerStretch[] = [];
  for (const stretch of ledgerOf(answer)) {
    if (nothingMissing.includes(stretch.state) || stretch.start >= now) continue;
    const last = stretches.at(-1);
    const end = Math.min(stretch.end, now);
    if (last?.state === stretch.state && last.end === stretch.start) last.end = end;
    else stretches.push({ ...stretch, end });
  }
  return stretches;
}
