import { describe, expect, it } from 'vitest';
import type { Ledger } from './coverage/ledger.ts';
import { daysIn, stretchesFor, type WindowBounds, windowFor } from './window.ts';

const bounds: WindowBounds = {
  timeZone: 'Europe/London',
  now: Date.parse('2026-03-20T09:00:00Z'),
  firstDay: '2026-03-01',
  lastDay: undefined,
  lookBackDays: 3,
};
const delta = { full: false };
const watermark = Date.parse('2026-03-15T22:00:00Z');

describe('the window of a run', () => {
  it('goes from the first day to today where nothing is stored', () => {
    expect(windowFor(delta, bounds, undefined)).toEqual({ start: '2026-03-01', end: '2026-03-20' });
  });

  it('begins the look-back before the day of the watermark', () => {
    expect(windowFor(delta, bounds, watermark)).toEqual({ start: '2026-03-12', end: '2026-03-20' });
  });

  it('begins on the day of the watermark without a look-back', () => {
    expect(windowFor(delta, { ...bounds, lookBackDays: 0 }, watermark)?.start).toBe('2026-03-15');
  });

  it('never looks back beyond the first day', () => {
    const early = Date.parse('2026-03-02T08:00:00Z');
    expect(windowFor(delta, bounds, early)?.start).toBe('2026-03-01');
  });

  it('counts the days of the watermark and of today in the person’s zone', () => {
    const kolkata = {
      ...bounds,
      timeZone: 'Asia/Kolkata',
      now: Date.parse('2026-03-20T19:00:00Z'),
    };
    expect(windowFor(delta, kolkata, watermark)).toEqual({
      start: '2026-03-13',
      end: '2026-03-21',
    });
    const newYork = { ...kolkata, timeZone: 'America/New_York' };
    expect(windowFor(delta, newYork, watermark)).toEqual({
      start: '2026-03-12',
      end: '2026-03-20',
    });
  });

  it('is what was asked for, whatever is stored', () => {
    const asked = { start: '2026-02-10', end: '2026-02-12', full: false };
    expect(windowFor(asked, bounds, watermark)).toEqual({ start: '2026-02-10', end: '2026-02-12' });
  });

  it('goes from the day asked for to today, and from the watermark to the day asked for', () => {
    expect(windowFor({ start: '2026-03-18', full: false }, bounds, watermark)).toEqual({
      start: '2026-03-18',
      end: '2026-03-20',
    });
    expect(windowFor({ end: '2026-03-14', full: false }, bounds, watermark)).toEqual({
      start: '2026-03-12',
      end: '2026-03-14',
    });
  });

  it('begins with the first day when everything is asked for', () => {
    expect(windowFor({ full: true }, bounds, watermark)?.start).toBe('2026-03-01');
  });

  it('ends with the configured last day, and never after today', () => {
    expect(windowFor(delta, { ...bounds, lastDay: '2026-03-17' }, watermark)?.end).toBe(
      '2026-03-17',
    );
    expect(windowFor(delta, { ...bounds, lastDay: '2026-12-31' }, watermark)?.end).toBe(
      '2026-03-20',
    );
    expect(windowFor({ end: '2026-12-31', full: false }, bounds, watermark)?.end).toBe(
      '2026-03-20',
    );
  });

  it('is none where no day is left', () => {
    expect(windowFor({ start: '2026-03-21', full: false }, bounds, watermark)).toBeUndefined();
    expect(windowFor(delta, { ...bounds, firstDay: '2026-04-01' }, undefined)).toBeUndefined();
    expect(windowFor(delta, { ...bounds, lastDay: '2026-03-11' }, watermark)).toBeUndefined();
  });

  it('counts both of its ends', () => {
    expect(daysIn([{ start: '2026-03-28', end: '2026-03-30' }])).toBe(3);
    expect(daysIn([{ start: '2026-03-28', end: '2026-03-28' }])).toBe(1);
  });
});

describe('a run of days that are partly read', () => {
  const asked = { start: '2026-03-02', end: '2026-03-06', full: false };
  const day = { settled: false, failing: false, checkedAt: 1_000 };
  const ledger: Ledger = {
    hasEvidence: true,
    syncedUntil: undefined,
    days: new Map([
      ['2026-03-02', { ...day, settled: true }],
      ['2026-03-03', day],
      ['2026-03-04', { ...day, settled: true, failing: true }],
      ['2026-03-05', { ...day, checkedAt: 3_000 }],
    ]),
  };
  const startsOf = (request: object) =>
    stretchesFor({ ...asked, ...request }, bounds, watermark, ledger);

  it('takes them all, as a person asks for it', () => {
    expect(startsOf({})).toEqual([{ start: '2026-03-02', end: '2026-03-06' }]);
  });

  it('leaves out what is settled where a backfill asks, but for a day that failed since', () => {
    expect(startsOf({ unsettled: true })).toEqual([{ start: '2026-03-03', end: '2026-03-06' }]);
  });

  it('leaves out what was read since the moment that is named', () => {
    expect(startsOf({ unsettled: true, unreadSince: 2_000 })).toEqual([
      { start: '2026-03-03', end: '2026-03-04' },
      { start: '2026-03-06', end: '2026-03-06' },
    ]);
    expect(startsOf({ unreadSince: 500 })).toEqual([
      { start: '2026-03-04', end: '2026-03-04' },
      { start: '2026-03-06', end: '2026-03-06' },
    ]);
  });
});
