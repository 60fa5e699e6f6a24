/** The states of the coverage ledger in words and signs: never as colour alone. */
import type { CoverageState } from '#lib/coverage/states.ts';

interface StateWords {
  label: string;
  /** One character, shown in every cell. */
  sign: string;
  meaning: string;
}

export const stateWords: Record<CoverageState, StateWords> = {
  complete: {
    label: 'Complete',
    sign: '●',
    meaning:
      'All that the device recorded is here. A fuller cell has heart rate in more of the day.',
  },
  partial: {
    label: 'Partial',
    sign: '◐',
    meaning: 'Some heart rate is here; more may come, or nobody can say what the rest was.',
  },
  'not-worn': {
    label: 'Not worn',
    sign: '○',
    meaning: 'The device has synced past this and recorded nothing: not worn, charging or off.',
  },
  'not-synced': {
    label: 'Not synced yet',
    sign: '…',
    meaning: 'The device has handed over nothing this late. It is asked for again by itself.',
  },
  failed: {
    label: 'Failed',
    sign: '×',
    meaning: 'Asking the source failed. The error and the next attempt are shown.',
  },
  'not-authorised': {
    label: 'Not authorised',
    sign: '⊘',
    meaning: 'The account was not connected any more. Connecting it again fetches only this.',
  },
  unknown: {
    label: 'Unknown',
    sign: '?',
    meaning:
      'The evidence cannot tell whether it was not worn, was not synced or was never asked for.',
  },
  'not-expected': {
    label: 'Not expected',
    sign: '·',
    meaning: 'Before the enrolment or after the withdrawal.',
  },
};

/** A share as `87 %`; what is there is never written as 0, and what is missing never as 100. */
export function formatShare(share: number): string {
  const percent = Math.round(share * 100);
  if (share > 0 && percent === 0) return '<1 %';
  if (share < 1 && percent === 100) return '99 %';
  return `${percent} %`;
}
