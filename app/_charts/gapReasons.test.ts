import { describe, expect, it } from 'vitest';
import { reasonTotals, reasonWords } from '#app/_format/gapReason.ts';
import type { CoverageDay, UserCoverageAnswer } from '#lib/contract/coverage.ts';
import type { CoverageState } from '#lib/coverage/states.ts';
import { ledgerOf, ofAll, partsOf, reasonsOf } from './gapReasons.ts';

const hour = 3_600_000;
const start = Date.parse('2026-06-01T00:00:00Z');

/** A day whose stretches are given as the hours at which they end. */
function day(date: string, state: CoverageState, ends: [number, CoverageState][]): CoverageDay {
  const midnight = Date.parse(`${date}T00:00:00Z`);
  return {
    ...{ date, state, share: 0.5, samples: 1, pages: 1, settled: false, checkedAt: null },
    ...{ syncedUntil: null, error: null, attempts: 0, nextAttemptAt: null },
    sources: [{ source: 'one', state }],
    stretches: ends.map(([end, of], index) => ({
      start: midnight + (ends[index - 1]?.[0] ?? 0) * hour,
      end: midnight + end * hour,
      state: of,
    })),
  };
}

function answer(...days: CoverageDay[]): UserCoverageAnswer {
  return {
    ...{ userId: 'user1', timeZone: 'UTC', start: '2026-06-01', end: '2026-06-02' },
    ...{ enrolledOn: null, withdrawnOn: null, sources: [], days },
  };
}

const gap = (from: number, to: number) => ({ start: start + from * hour, end: start + to * hour });

const mixed = answer(
  day('2026-06-01', 'partial', [
    [8, 'complete'],
    [8.25, 'partial'],
    [12, 'not-worn'],
    [24, 'not-synced'],
  ]),
  {
    ...day('2026-06-02', 'failed', [
      [10, 'failed'],
      [24, 'complete'],
    ]),
    error: { code: 'SOURCE_UNAVAILABLE', message: 'The source did not answer.' },
    nextAttemptAt: Date.parse('2026-06-03T04:30:00Z'),
  },
);

describe('why there is a gap', () => {
  it('is told by the part of each state, the greatest first', () => {
    const reasons = reasonsOf([gap(8.1, 34)], ledgerOf(mixed));
    expect(reasons.map(({ state, ms }) => [state, ms / hour])).toEqual([
      ['not-synced', 12],
      ['failed', 10],
      ['not-worn', expect.closeTo(3.9)],
    ]);
    expect(reasons.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1);
  });

  it('names what failed and when it is tried again', () => {
    const [reason] = reasonsOf([gap(25, 30)], ledgerOf(mixed));
    expect(reason).toMatchObject({ state: 'failed', share: 1 });
    expect(reasonWords(reason ? [reason] : [], 'UTC')).toBe(
      'failed (The source did not answer. Next attempt 3 Jun 2026, 04:30)',
    );
  });

  it('takes the quarter-hour at its edge for the hole beside it', () => {
    expect(partsOf(gap(8.1, 10), ledgerOf(mixed))).toEqual([
      expect.objectContaining({ ...gap(8.1, 10), state: 'not-worn' }),
    ]);
  });

  it('is not worn within one quarter-hour of a day that is complete', () => {
    const whole = answer(
      day('2026-06-01', 'complete', [
        [1, 'partial'],
        [24, 'complete'],
      ]),
    );
    expect(reasonsOf([gap(0.2, 0.4)], ledgerOf(whole))).toMatchObject([{ state: 'not-worn' }]);
  });

  it('is unknown within one of a day of which nobody says how far it is synced', () => {
    const told = day('2026-06-01', 'partial', [
      [1, 'partial'],
      [24, 'complete'],
    ]);
    expect(reasonsOf([gap(0.2, 0.4)], ledgerOf(answer(told)))).toMatchObject([
      { state: 'unknown' },
    ]);
    const synced = { ...told, syncedUntil: start + hour };
    expect(reasonsOf([gap(0.2, 0.4)], ledgerOf(answer(synced)))).toMatchObject([
      { state: 'not-worn' },
    ]);
    const two = {
      ...synced,
      sources: [...told.sources, { source: 'b', state: 'partial' as const }],
    };
    expect(reasonsOf([gap(0.2, 0.4)], ledgerOf(answer(two)))).toMatchObject([{ state: 'unknown' }]);
  });

  it('is the day’s where the ledger was asked by days', () => {
    const { stretches, ...bare } = day('2026-06-01', 'not-authorised', [[24, 'not-authorised']]);
    expect(stretches).toHaveLength(1);
    expect(reasonsOf([gap(0, 24)], ledgerOf(answer(bare)))).toMatchObject([
      { state: 'not-authorised', ms: 24 * hour },
    ]);
  });

  it('is nothing where the ledger has nothing', () => {
    expect(reasonsOf([gap(100, 110)], ledgerOf(mixed))).toEqual([]);
  });

  it('is summed up over several users, the greatest part first', () => {
    const one = reasonsOf([gap(8, 24)], ledgerOf(mixed));
    const other = reasonsOf(
      [gap(0, 24)],
      ledgerOf(answer(day('2026-06-01', 'not-worn', [[24, 'not-worn']]))),
    );
    expect(ofAll([one, other])).toMatchObject([
      { state: 'not-worn', ms: 28 * hour, share: 0.7 },
      { state: 'not-synced', ms: 12 * hour, share: 0.3 },
    ]);
    expect(ofAll([])).toEqual([]);
  });

  it('is told in shares of one gap and in hours of all', () => {
    const reasons = reasonsOf([gap(8, 24)], ledgerOf(mixed));
    expect(reasonWords(reasons, 'UTC')).toBe('not synced yet 75 %, not worn 25 %');
    expect(reasonTotals(reasons)).toBe('not synced yet 12 h 00 min, not worn 4 h 00 min');
  });
});
