/**
 * The words of the coverage ledger: what is known of a stretch of a person's time
 * (docs/decisions/coverage-ledger.md). Plain, so that screens can import them.
 */

/** What evidence alone can say. */
export const evidencedStates = [
  'complete',
  'partial',
  'not-synced',
  'not-worn',
  'unknown',
] as const;
export type EvidencedState = (typeof evidencedStates)[number];

/** All states, in the order in which a legend shows them. */
export const coverageStates = [
  'complete',
  'partial',
  'not-worn',
  'not-synced',
  'failed',
  'not-authorised',
  'unknown',
  'not-expected',
] as const;
export type CoverageState = (typeof coverageStates)[number];

/** How a state is written in a row of the ledger, one letter a quarter-hour. */
export const stateLetters = {
  complete: 'c',
  partial: 'p',
  'not-synced': 's',
  'not-worn': 'w',
  unknown: 'u',
} as const satisfies Record<EvidencedState, string>;

const byLetter = new Map<string, EvidencedState>(
  evidencedStates.map((state) => [stateLetters[state], state]),
);

/** The state that a letter stands for; `unknown` for a letter that stands for none. */
export function stateOfLetter(letter: string): EvidencedState {
  return byLetter.get(letter) ?? 'unknown';
}

export const quarterMs = 900_000;

/** Quarter-hours of a local day: 96, or 92 and 100 on the days of clock changes by an hour. */
export function quartersIn({ startMs, endMs }: { startMs: number; endMs: number }): number {
  return Math.ceil((endMs - startMs) / quarterMs);
}
