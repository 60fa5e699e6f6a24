import { expect, test } from 'vitest';
import { readIsoTime, readTimeOfDay, readUsTime, slashDateOrder } from './writtenTime.ts';

const hour = 3_600_000;

test.each([
  ['00:00:00', 0],
  ['07:21:05', 7 * hour + 21 * 60_000 + 5_000],
  ['23:59:59', 86_399_000],
  ['00:00:00.1239', 123],
  ['00:00:00,5', 500],
])('%s is %i ms after midnight', (text, ms) => {
  expect(readTimeOfDay(text)).toBe(ms);
});

test.each([
  '24:00:00',
  '07:60:00',
  '07:21:60',
  '7:21:05',
  '07:21',
  '07:21:05x',
  '07:21:05.',
  '',
  '0a:00:00',
  ' 7:21:05',
])('"%s" is no time of day', (text) => {
  expect(readTimeOfDay(text)).toBe(-1);
});

test.each([
  ['2025-06-15 14:00:05', '2025-06-15', 14 * hour + 5_000, null],
  ['2025-06-15T14:00:05', '2025-06-15', 14 * hour + 5_000, null],
  ['2025-06-15 14:00', '2025-06-15', 14 * hour, null],
  [' 2024-02-29T00:00:00.250Z ', '2024-02-29', 250, 0],
  ['2025-06-15 14:00:05 +0100', '2025-06-15', 14 * hour + 5_000, hour],
  ['2025-06-15T14:00:05-03:30', '2025-06-15', 14 * hour + 5_000, -3.5 * hour],
  ['2025-06-15T14:00:05+09', '2025-06-15', 14 * hour + 5_000, 9 * hour],
  ['2025-06-15 14:00:05 UTC', '2025-06-15', 14 * hour + 5_000, 0],
])('"%s" is read as ISO', (text, date, clockMs, offsetMs) => {
  expect(readIsoTime(text)).toEqual({ date, clockMs, offsetMs });
});

test.each([
  '2025-02-29 00:00:00',
  '2100-02-29 00:00:00',
  '2025-13-01 00:00:00',
  '2025-04-31 00:00:00',
  '2025-06-15 24:00:00',
  '2025-06-15 14:00:60',
  '2025-06-15',
  '2025-06-15 14:00:05+19:00',
  '2025-06-15 14:00:05+01:75',
  '4/12/2016 7:21:00 AM',
  '1749996005',
])('"%s" is no ISO time', (text) => {
  expect(readIsoTime(text)).toBeNull();
});

test.each([
  ['4/12/2016 7:21:00 AM', '2016-04-12', 7 * hour + 21 * 60_000],
  ['4/12/2016 12:00:00 AM', '2016-04-12', 0],
  ['4/12/2016 12:00:00 PM', '2016-04-12', 12 * hour],
  ['04/12/2016 11:59:59 pm', '2016-04-12', 86_399_000],
  ['4/12/2016 11:59:59\u202FPM', '2016-04-12', 86_399_000],
  ['4/12/2016 19:21', '2016-04-12', 19 * hour + 21 * 60_000],
])('"%s" is read with its month first', (text, date, clockMs) => {
  expect(readUsTime(text)).toEqual({ date, clockMs, offsetMs: null });
});

test.each([
  '13/4/2016 7:21:00 AM',
  '4/31/2016 7:21:00 AM',
  '4/12/2016 0:21:00 AM',
  '4/12/2016 13:21:00 PM',
  '4/12/16 07:21:00',
  '4/12/2016',
])('"%s" is no time with its month first', (text) => {
  expect(readUsTime(text)).toBeNull();
});

test('a date with slashes may show which of its numbers is the day', () => {
  expect(slashDateOrder('13/4/2016 7:21:00 AM')).toBe('day-first');
  expect(slashDateOrder('4/13/2016 7:21:00 AM')).toBe('month-first');
  expect(slashDateOrder('4/12/2016 7:21:00 AM')).toBe('either');
  expect(slashDateOrder('2016-04-12 07:21:00')).toBeNull();
});
