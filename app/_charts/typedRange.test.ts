import { describe, expect, it } from 'vitest';
import { readTypedInstant } from './typedRange.ts';

const iso = (text: string, timeZone: string) => {
  const ms = readTypedInstant(text, timeZone);
  return ms === undefined ? undefined : new Date(ms).toISOString();
};

describe('a typed time', () => {
  it('is read on the user’s clock', () => {
    expect(iso('2026-06-01T09:15', 'Europe/London')).toBe('2026-06-01T08:15:00.000Z');
    expect(iso('2026-06-01T09:15:30', 'Asia/Kolkata')).toBe('2026-06-01T03:45:30.000Z');
  });

  it('means the first of two equal hours, and the moment after a skipped one', () => {
    expect(iso('2026-10-25T01:30', 'Europe/London')).toBe('2026-10-25T00:30:00.000Z');
    expect(iso('2026-03-29T01:30', 'Europe/London')).toBe('2026-03-29T01:30:00.000Z');
  });

  it('is nothing where it is no time', () => {
    expect(iso('', 'UTC')).toBeUndefined();
    expect(iso('2026-02-30T10:00', 'UTC')).toBeUndefined();
  });
});
