import { describe, expect, it } from 'vitest';
import { formatCount, plural } from './numbers.ts';
import { resolutionWords } from './resolution.ts';
import {
  formatDuration,
  formatOffset,
  formatRelative,
  formatSpan,
  formatWhich,
  formatZone,
  toInputDateTime,
} from './time.ts';

const at = Date.parse('2026-06-01T12:30:05Z');

describe('times in words', () => {
  it('name the zone with its offset of that day', () => {
    expect(formatZone(at, 'Europe/London')).toBe('Europe/London (UTC+1)');
    expect(formatOffset(at, 'Asia/Kolkata')).toBe('UTC+5:30');
    expect(formatOffset(at, 'America/St_Johns')).toBe('UTC−2:30');
    expect(formatOffset(at, 'UTC')).toBe('UTC');
  });

  it('tell the two hours apart that a clock shows twice, and say nothing of any other', () => {
    const which = (text: string) => formatWhich(Date.parse(text), 'Europe/London');
    expect(which('2026-10-25T00:30:00Z')).toBe(' UTC+1');
    expect(which('2026-10-25T01:30:00Z')).toBe(' UTC');
    for (const once of ['2026-10-24T23:59:59Z', '2026-10-25T02:00:00Z', '2026-03-29T01:30:00Z'])
      expect(which(once)).toBe('');
    const halfHour = Date.parse('2026-04-04T14:45:00Z');
    expect(formatWhich(halfHour, 'Australia/Lord_Howe')).toBe(' UTC+11');
    expect(formatWhich(halfHour + 1_800_000, 'Australia/Lord_Howe')).toBe(' UTC+10:30');
  });

  it('say a date once where both ends share it', () => {
    expect(formatSpan(at, at + 3_600_000, 'Europe/London')).toBe('Mon 1 Jun 13:30 – 14:30');
    expect(formatSpan(at, at + 86_400_000, 'Europe/London')).toBe(
      'Mon 1 Jun 13:30 – Tue 2 Jun 13:30',
    );
    expect(formatSpan(at, at + 60 * 86_400_000, 'Europe/London')).toBe('1 Jun 2026 – 31 Jul 2026');
  });

  it('show seconds only where minutes would not say it', () => {
    const noon = Date.parse('2026-06-01T12:00:00Z');
    expect(formatSpan(noon, noon + 60_000, 'UTC')).toBe('Mon 1 Jun 12:00 – 12:01');
    expect(formatSpan(noon, noon + 90_000, 'UTC')).toBe('Mon 1 Jun 12:00:00 – 12:01:30');
  });

  it('are relative in one unit', () => {
    expect(formatRelative(at - 3_000, at)).toBe('just now');
    expect(formatRelative(at - 61_000, at)).toBe('1 minute ago');
    expect(formatRelative(at - 26 * 3_600_000, at)).toBe('1 day ago');
    expect(formatRelative(at + 7_200_000, at)).toBe('in 2 hours');
  });

  it('fit a datetime-local input', () => {
    expect(toInputDateTime(at, 'Asia/Kolkata')).toBe('2026-06-01T18:00:05');
  });

  it('give lengths a unit that suits them', () => {
    expect(formatDuration(412)).toBe('0.4 s');
    expect(formatDuration(65_000)).toBe('1 min 05 s');
    expect(formatDuration(4_320_000)).toBe('1 h 12 min');
  });
});

describe('numbers in words', () => {
  it('are grouped by thousands', () => {
    expect(formatCount(1_234_567)).toBe('1,234,567');
    expect(plural(1, 'sample')).toBe('1 sample');
    expect(plural(1_000, 'sample')).toBe('1,000 samples');
  });
});

describe('the resolution in words', () => {
  const head = { userId: 'u', timeZone: 'UTC', start: 0, end: 1, unit: 'bpm' } as const;

  it('names buckets by width and samples by their usual spacing', () => {
    const columns = { t: [], avg: [], min: [], max: [], count: [] };
    expect(resolutionWords({ ...head, resolution: '15m', ...columns })).toBe('15-minute buckets');
    const t = [0, 5_000, 10_000, 25_000];
    expect(resolutionWords({ ...head, resolution: 'raw', t, value: [1, 1, 1, 1] })).toBe(
      '5-second samples',
    );
    expect(resolutionWords({ ...head, resolution: 'raw', t: [0], value: [1] })).toBe(
      'Single samples',
    );
  });
});
