import { describe, expect, it } from 'vitest';
import { readTypedInstant, readTypedRange } from './typedRange.ts';

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

describe('a typed range', () => {
  const now = Date.parse('2026-06-10T12:00:00Z');
  const range = (text: string, timeZone = 'Europe/London') => {
    const window = readTypedRange(text, timeZone, now);
    return (
      window && [window.start, window.end].map((ms) => new Date(ms).toISOString().slice(0, 16))
    );
  };

  it('may leave the second date out, and then runs to the next such time', () => {
    expect(range('2025-06-01 14:00 to 15:30')).toEqual(['2025-06-01T13:00', '2025-06-01T14:30']);
    expect(range('2025-06-01 22:00 - 6:30')).toEqual(['2025-06-01T21:00', '2025-06-02T05:30']);
  });

  it('takes days whole, on the local clock', () => {
    expect(range('2026-03-29')).toEqual(['2026-03-29T00:00', '2026-03-29T23:00']);
    expect(range('2025-06-01 to 2025-06-03', 'Asia/Kolkata')).toEqual([
      '2025-05-31T18:30',
      '2025-06-03T18:30',
    ]);
    expect(range('2025-02', 'UTC')).toEqual(['2025-02-01T00:00', '2025-03-01T00:00']);
    expect(range('yesterday', 'UTC')).toEqual(['2026-06-09T00:00', '2026-06-10T00:00']);
  });

  it('knows now and the last hours', () => {
    expect(range('2026-06-10 to now', 'UTC')).toEqual(['2026-06-10T00:00', '2026-06-10T12:00']);
    expect(range('Last 3 hours', 'UTC')).toEqual(['2026-06-10T09:00', '2026-06-10T12:00']);
    expect(range('last day', 'UTC')).toEqual(['2026-06-09T12:00', '2026-06-10T12:00']);
  });

  it('is nothing where it makes no sense', () => {
    for (const text of ['', 'soon', '25:00 to 26:00', '2025-06-03 to 2025-06-01', 'last 0 days'])
      expect(range(text)).toBeUndefined();
    expect(range('2025-06-01 14:00')).toBeUndefined();
  });
});
