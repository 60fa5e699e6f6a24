import { describe, expect, it } from 'vitest';
import type { CoverageDay, UserCoverageAnswer } from '#lib/contract/coverage.ts';
import type { CoverageState } from '#lib/coverage/states.ts';
import { missingOf } from './dayMissing.ts';

const quarter = 900_000;
const midnight = Date.UTC(2026, 5, 1);

function answerOf(states: CoverageState[]): UserCoverageAnswer {
  const stretches = states.map((state, index) => ({
    state,
    start: midnight + index * quarter,
    end: midnight + (index + 1) * quarter,
  }));
  const day: CoverageDay = {
    ...{ date: '2026-06-01', state: 'partial', share: 0.5, samples: 1, pages: 1 },
    ...{ settled: false, checkedAt: null, syncedUntil: null, error: null, attempts: 0 },
    ...{ nextAttemptAt: null, sources: [{ source: 'one', state: 'partial' }], stretches },
  };
  return {
    ...{ userId: 'user1', timeZone: 'UTC', start: '2026-06-01', end: '2026-06-01' },
    ...{ enrolledOn: null, withdrawnOn: null, sources: [], days: [day] },
  };
}

const told = (states: CoverageState[], now = midnight + 96 * quarter) =>
  missingOf(answerOf(states), now).map(({ state, start, end }) => [
    state,
    (start - midnight) / quarter,
    (end - midnight) / quarter,
  ]);

describe('what is missing of a day', () => {
  it('is nothing where heart rate is there or none is expected', () => {
    expect(told(['complete', 'partial', 'not-expected'])).toEqual([]);
  });

  it('is one stretch as long as the reason is the same', () => {
    expect(told(['not-worn', 'not-worn', 'complete', 'not-worn', 'failed'])).toEqual([
      ['not-worn', 0, 2],
      ['not-worn', 3, 4],
      ['failed', 4, 5],
    ]);
  });

  it('ends at the present moment', () => {
    const now = midnight + 1.5 * quarter;
    expect(told(['complete', 'not-synced', 'not-synced'], now)).toEqual([['not-synced', 1, 1.5]]);
  });
});
