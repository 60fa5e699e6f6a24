import { describe, expect, it } from 'vitest';
import { localDay } from '#lib/time/timeZone.ts';
import {
  type LedgerDay,
  mergedState,
  mergedStretches,
  type Standing,
  shownState,
  shownStretches,
} from './shownDay.ts';

const hour = 3_600_000;
const day = localDay('2026-05-05', 'Europe/London');
const later = day.endMs + 48 * hour;
const always: Standing = { expectedFrom: null, expectedTo: null, authorisationEnded: null };
const open: LedgerDay = {
  state: 'not-synced',
  quarters: 's'.repeat(96),
  samples: 0,
  settled: false,
  failing: false,
};
const halfDay: LedgerDay = {
  ...open,
  state: 'partial',
  quarters: 'c'.repeat(48) + 's'.repeat(48),
  samples: 8640,
};

function states(row: LedgerDay | undefined, standing = always, now = later) {
  return shownStretches(row, day, standing, now).map(({ state, start, end }) => [
    state,
    (start - day.startMs) / hour,
    (end - day.startMs) / hour,
  ]);
}

describe('what is shown of a day', () => {
  it('is what the evidence says', () => {
    expect(shownState(open, day, always)).toBe('not-synced');
    expect(states(halfDay)).toEqual([
      ['complete', 0, 12],
      ['not-synced', 12, 24],
    ]);
  });

  it('is unknown where nobody ever asked', () => {
    expect(shownState(undefined, day, always)).toBe('unknown');
    expect(states(undefined)).toEqual([['unknown', 0, 24]]);
  });

  it('is failed after a failure, but for the heart rate that is here', () => {
    expect(shownState({ ...halfDay, failing: true }, day, always)).toBe('failed');
    expect(states({ ...halfDay, failing: true })).toEqual([
      ['complete', 0, 12],
      ['failed', 12, 24],
    ]);
  });

  it('stays as it was when a settled day was asked for again in vain', () => {
    const settled = { ...halfDay, settled: true, failing: true };
    expect(shownState(settled, day, always)).toBe('partial');
  });

  it('is not authorised from the quarter-hour in which the authorisation ended', () => {
    const ended = { ...always, authorisationEnded: day.startMs + 15.1 * hour };
    expect(shownState(open, day, ended)).toBe('not-authorised');
    expect(shownState(undefined, day, ended)).toBe('not-authorised');
    expect(shownState(halfDay, day, ended)).toBe('partial');
    expect(states(halfDay, ended)).toEqual([
      ['complete', 0, 12],
      ['not-synced', 12, 15],
      ['not-authorised', 15, 24],
    ]);
  });

  it('is not authorised only after the end of the authorisation', () => {
    const ended = { ...always, authorisationEnded: day.endMs + hour };
    expect(shownState(open, day, ended)).toBe('not-synced');
  });

  it('is not expected before the enrolment and after the withdrawal, and heart rate stays shown', () => {
    const before = { ...always, expectedFrom: '2026-05-06' };
    const after = { ...always, expectedTo: '2026-05-04' };
    for (const standing of [before, after]) {
      expect(shownState(open, day, standing)).toBe('not-expected');
      expect(shownState({ ...open, failing: true }, day, standing)).toBe('not-expected');
      expect(states(halfDay, standing)).toEqual([
        ['complete', 0, 12],
        ['not-expected', 12, 24],
      ]);
    }
    expect(shownState(open, day, { ...always, expectedFrom: '2026-05-05' })).toBe('not-synced');
  });

  it('ends with the present moment', () => {
    expect(states(halfDay, always, day.startMs + 13.2 * hour)).toEqual([
      ['complete', 0, 12],
      ['not-synced', 12, 13.25],
    ]);
    expect(states(halfDay, always, day.startMs)).toEqual([]);
  });

  it('has 25 hours when clocks go back', () => {
    const autumn = localDay('2026-10-25', 'Europe/London');
    const stretches = shownStretches(undefined, autumn, always, autumn.endMs);
    expect(stretches).toEqual([{ start: autumn.startMs, end: autumn.endMs, state: 'unknown' }]);
    expect(autumn.endMs - autumn.startMs).toBe(25 * hour);
  });
});

describe('over several sources', () => {
  it('heart rate of any comes first, and what may be mended before what stays', () => {
    expect(mergedState(['unknown', 'complete', 'failed'])).toBe('complete');
    expect(mergedState(['not-worn', 'not-synced'])).toBe('not-synced');
    expect(mergedState(['unknown', 'not-worn'])).toBe('not-worn');
    expect(mergedState([])).toBe('unknown');
  });

  it('stretches are merged moment by moment', () => {
    const morning = shownStretches(halfDay, day, always, later);
    const evening = shownStretches(
      { ...halfDay, quarters: 'w'.repeat(40) + 'c'.repeat(56) },
      day,
      always,
      later,
    );
    expect(mergedStretches([morning, evening])).toEqual([
      { start: day.startMs, end: day.endMs, state: 'complete' },
    ]);
    const third = shownStretches({ ...open, quarters: 'w'.repeat(96) }, day, always, later);
    expect(mergedStretches([morning, third])).toEqual(morning);
    expect(mergedStretches([])).toEqual([]);
  });
});
