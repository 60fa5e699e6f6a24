import { describe, expect, it } from 'vitest';
import { dayWords, rowWords, windowWords } from './run.ts';

const rows = {
  read: 0,
  new: 0,
  changed: 0,
  unchanged: 0,
  duplicate: 0,
  conflicting: 0,
  rejected: 0,
};

describe('a run in words', () => {
  it('names what is odd about its rows only where there is something odd', () => {
    expect(rowWords({ rows: { ...rows, new: 1_200 } })).toBe('1,200 new, 0 changed, 0 unchanged');
    expect(rowWords({ rows: { ...rows, rejected: 2 } })).toContain('2 rejected');
  });

  it('says how many days are done, of how many where that is known', () => {
    expect(dayWords({ days: { done: 3, total: 14 } })).toBe('3 of 14 days');
    expect(dayWords({ days: { done: 1, total: null } })).toBe('1 day');
  });

  it('names its window', () => {
    expect(windowWords({ window: { start: null, end: null, full: true } })).toBe('Everything');
    expect(windowWords({ window: { start: null, end: null, full: false } })).toBe(
      'Since the last sample',
    );
    expect(windowWords({ window: { start: '2026-11-01', end: '2026-11-01', full: false } })).toBe(
      '2026-11-01',
    );
  });
});
