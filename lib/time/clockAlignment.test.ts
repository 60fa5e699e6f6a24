import { describe, expect, it } from 'vitest';
import { sameClockOn } from './clockAlignment.ts';
import { localDay } from './timeZone.ts';

const zone = 'Europe/London';
const on = (date: string, instant: string) => {
  const ms = sameClockOn(Date.parse(instant), localDay(date, zone), zone);
  return ms === undefined ? undefined : new Date(ms).toISOString();
};

describe('the same clock on another day', () => {
  it('is the same face, however far the days lie apart in hours', () => {
    // London’s clock is an hour ahead of UTC on the first of each pair or on the second, never on both.
    expect(on('2026-10-26', '2026-10-24T11:00:00Z')).toBe('2026-10-26T12:00:00.000Z');
    expect(on('2026-03-30', '2026-03-28T12:00:00Z')).toBe('2026-03-30T11:00:00.000Z');
  });

  it('has no place in the hour that a day skips', () => {
    expect(on('2026-03-29', '2026-03-28T01:30:00Z')).toBeUndefined();
    expect(on('2026-03-29', '2026-03-28T02:30:00Z')).toBe('2026-03-29T01:30:00.000Z');
  });

  it('is the earlier one of an hour that a day has twice', () => {
    expect(on('2026-10-25', '2026-10-26T01:30:00Z')).toBe('2026-10-25T00:30:00.000Z');
  });
});
