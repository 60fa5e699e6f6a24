/** Why there is no heart rate, in the words of the coverage views. */
import type { GapReason } from '#app/_charts/gapReasons.ts';
import type { Ledger } from '#app/_charts/useGapReasons.ts';
import { formatShare, stateWords } from './coverage.ts';
import { formatDateTime, formatMinutes } from './time.ts';

/** Where there is no reason to show: why not. */
export const unexplained: Record<Ledger['state'], string> = {
  here: 'reason not known',
  loading: '',
  failed: 'the reason could not be loaded',
  far: 'zoom in for the reason',
};

function wordsOf({ state }: GapReason): string {
  return stateWords[state].label.toLowerCase();
}

function failure({ error, nextAttemptAt }: GapReason, timeZone: string): string {
  const next =
    nextAttemptAt === null ? '' : `Next attempt ${formatDateTime(nextAttemptAt, timeZone)}`;
  return [error, next].filter(Boolean).join(' ');
}

function inBrackets(words: string): string {
  return words && ` (${words})`;
}

/** `not worn`, or `not worn 80 %, failed 20 % (The source did not answer.; Next attempt …)`. */
export function reasonWords(reasons: readonly GapReason[], timeZone: string): string {
  return reasons
    .map((reason) => {
      const share = reasons.length > 1 ? ` ${formatShare(reason.share)}` : '';
      return `${wordsOf(reason)}${share}${inBrackets(failure(reason, timeZone))}`;
    })
    .join(', ');
}

/** `not worn 3 h 20 min, not synced yet 40 min`: of all gaps in view. */
export function reasonTotals(reasons: readonly GapReason[]): string {
  return reasons
    .map((reason) => `${wordsOf(reason)} ${formatMinutes(reason.ms / 60_000)}`)
    .join(', ');
}

/** What failed with what, and when it is tried again; empty where nothing failed. */
export function failureWords(reasons: readonly GapReason[], timeZone: string): string {
  return reasons
    .map((reason) => failure(reason, timeZone))
    .filter(Boolean)
    .join('; ');
}
