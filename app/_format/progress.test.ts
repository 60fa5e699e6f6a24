import { describe, expect, it } from 'vitest';
import { paceOf } from './progress.ts';

const rows = {
  read: 100_000,
  new: 0,
  changed: 0,
  unchanged: 0,
  duplicate: 0,
  conflicting: 0,
  rejected: 0,
};
const run = { days: { done: 10, total: 40 }, rows, startedAt: 0, finishedAt: null };

describe('the pace of a run', () => {
  it('is rows a second over all of it, and the time left by its average day', () => {
    expect(paceOf(run, 20_000)).toEqual({ rowsPerSecond: 5_000, leftMs: 60_000 });
  });

  it('is not guessed at from too little', () => {
    expect(paceOf(run, 2_000).leftMs).toBeNull();
    expect(paceOf({ ...run, days: { done: 1, total: 40 } }, 60_000).leftMs).toBeNull();
    expect(paceOf({ ...run, days: { done: 10, total: null } }, 60_000).leftMs).toBeNull();
    expect(paceOf({ ...run, startedAt: null }, 60_000)).toEqual({
      rowsPerSecond: null,
      leftMs: null,
    });
  });

  it('of an ended run has nothing left, and stands still', () => {
    const ended = { ...run, finishedAt: 50_000 };
    expect(paceOf(ended, 90_000)).toEqual({ rowsPerSecond: 2_000, leftMs: null });
  });
});
