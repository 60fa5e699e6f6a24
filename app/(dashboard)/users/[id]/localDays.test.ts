import { describe, expect, it } from 'vitest';
import { daysOfWindow, formatDays } from './localDays.ts';

const at = Date.parse;
const now = at('2026-11-20T12:00:00Z');

describe('the local days of a window', () => {
  it('are the user’s, not those of UTC', () => {
    const evening = { start: at('2026-11-10T19:00:00Z'), end: at('2026-11-10T20:00:00Z') };
    expect(daysOfWindow(evening, 'Asia/Kolkata', now)).toEqual({
      start: '2026-11-11',
      end: '2026-11-11',
    });
  });

  it('leave out a day that the window only touches with its end', () => {
    const day = { start: at('2026-11-10T00:00:00Z'), end: at('2026-11-11T00:00:00Z') };
    expect(daysOfWindow(day, 'UTC', now)).toEqual({ start: '2026-11-10', end: '2026-11-10' });
  });

  it('never reach beyond today', () => {
    const ahead = { start: at('2026-11-19T00:00:00Z'), end: at('2026-11-25T00:00:00Z') };
    expect(daysOfWindow(ahead, 'UTC', now).end).toBe('2026-11-20');
  });

  it('are named once where they are one', () => {
    expect(formatDays({ start: '2026-11-10', end: '2026-11-10' })).toBe('Tue 10 Nov 2026');
    expect(formatDays({ start: '2026-11-10', end: '2026-11-11' })).toBe(
      'Tue 10 Nov 2026 to Wed 11 Nov 2026',
    );
  });
});
