import { expect, test } from 'vitest';
import type { RawHeartRate } from '../types.ts';
import { dayMs, iso, london, outcome, timesOfDay } from './fixtures/heartRateDocuments.ts';
import { transformHeartRate } from './heart_rate.ts';

const _minute = 60_000;

test('a day of times of day becomes one local day, sample for sample', () => {
  const readings = timesOfDay(5_000);
  const raw: RawHeartRate = {
    origin: 'made up',
    notation: 'time-of-day',
    date: '2025-06-15',
    readings,
  };
  const { days, counts, rejected, notes } = transformHeartRate(raw, london);
  const start = Date.parse('2025-06-14T23:00:00Z');
  expect(days).toHaveLength(1);
  expect(days[0]).toMatchObject({ date: '2025-06-15', startMs: start, endMs: start + dayMs });
  expect(days[0]?.t).toEqual(Float64Array.from(readings, (_, i) => start + i * 5_000));
  expect(days[0]?.value).toEqual(Int16Array.from(readings, (_, i) => 50 + (i % 60)));
  expect(counts).toEqual({ read: 17_280, duplicate: 0, conflicting: 0, rejected: 0 });
  expect([rejected, notes]).toEqual([[], []]);
});

test('an empty document is no day', () => {
  expect(outcome(iso())).toMatchObject({ dates: [], counts: { read: 0 }, notes: [] });
});

test('times with an offset are instants, and fractions of a second stay to the ms', () => {
  const raw = iso(
    ['2025-06-15T10:00:00Z', 60],
    ['2025-06-15 12:00:01 +0100', 61],
    ['2025-06-15T11:00:02.2509+00:00', 62],
    ['2025-06-15 12:00:03', 63],
  );
  expect(outcome(raw).samples).toEqual([
    '2025-06-15T10:00:00.000Z 60',
    '2025-06-15T11:00:01.000Z 61',
    '2025-06-15T11:00:02.250Z 62',
    '2025-06-15T11:00:03.000Z 63',
  ]);
});

test('American times are read month first in the zone', () => {
  const raw: RawHeartRate = {
    origin: 'made-up.csv',
    notation: 'us',
    readings: [
      { time: '4/12/2016 7:21:00 AM', value: '97' },
      { time: '4/12/2016 7:21:05 PM', value: '102' },
    ],
  };
  const context = { ...london, timeZone: 'America/New_York' };
  expect(outcome(raw, context).samples).toEqual([
    '2016-04-12T11:21:00.000Z 97',
    '2016-04-12T23:21:05.000Z 102',
  ]);
});

test('a document that touches two local days is split at the local midnight', () => {
  const raw = iso(['2025-06-14T22:59:59Z', 60], ['2025-06-14T23:00:00Z', 61]);
  const { days } = transformHeartRate(raw, london);
  expect(days.map(({ date, t }) => [date, t.length])).toEqual([
    ['2025-06-14', 1],
    ['2025-06-15', 1],
  ]);
});

test.each([
  ['Asia/Kolkata', '2025-06-15', '2025-06-14T18:30:00.000Z'],
  ['America/St_Johns', '2025-06-15', '2025-06-15T02:30:00.000Z'],
  ['Asia/Kathmandu', '2025-06-15', '2025-06-14T18:15:00.000Z'],
])('midnight in %s on %s is %s', (timeZone, date, instant) => {
  const raw: RawHeartRate = {
    origin: 'made up',
    notation: 'time-of-day',
    date,
    readings: [{ time: '00:00:00', value: 60 }],
  };
  expect(outcome(raw, { ...london, timeZone })).toMatchObject({
    dates: [date],
    samples: [`${instant} 60`],
  });
});

test('rows out of order are put in order, and that is no error', () => {
  const raw = iso(
    ['2025-06-15T10:00:05Z', 61],
    ['2025-06-15T10:00:00Z', 60],
    ['2025-06-15T10:00:10Z', 62],
  );
  const { samples, counts, rejected } = outcome(raw);
  expect(samples).toEqual([
    '2025-06-15T10:00:00.000Z 60',
    '2025-06-15T10:00:05.000Z 61',
    '2025-06-15T10:00:10.000Z 62',
  ]);
  expect(counts).toEqual({ read: 3, duplicate: 0, conflicting: 0, rejected: 0 });
  expect(rejected).toEqual([]);
});

test('one instant with one value again is a duplicate, in whatever notation', () => {
  const raw = iso(['2025-06-15T10:00:00Z', 60], ['2025-06-15T11:00:00+01:00', '60.0']);
  const { samples, counts, rejected } = outcome(raw);
  expect(samples).toEqual(['2025-06-15T10:00:00.000Z 60']);
  expect(counts).toEqual({ read: 2, duplicate: 1, conflicting: 0, rejected: 0 });
  expect(rejected).toEqual([]);
});

test('of several values for one instant the last row wins and the others are recorded', () => {
  const raw = iso(
    ['2025-06-15T10:00:00Z', 72],
    ['2025-06-15T10:00:05Z', 60],
    ['2025-06-15T10:00:00Z', 70],
    ['2025-06-15T10:00:00Z', 71],
    ['2025-06-15T10:00:00Z', 72],
  );
  const { samples, counts, rejected } = outcome(raw);
  expect(samples).toEqual(['2025-06-15T10:00:00.000Z 72', '2025-06-15T10:00:05.000Z 60']);
  expect(counts).toEqual({ read: 5, duplicate: 1, conflicting: 2, rejected: 0 });
  expect(rejected.map(({ reason, line }) => [reason, line])).toEqual([
    ['overruled-by-later-row', 4],
    ['overruled-by-later-row', 5],
  ]);
  expect(rejected[0]?.detail).toBe(
    '70 bpm at 2025-06-15T10:00:00.000Z gave way to 72 bpm of line 6 in made-up.csv, the last row for that instant.',
  );
  expect(rejected[0]?.raw).toBe('{"time":"2025-06-15T10:00:00Z","value":70}');
});

test('a conflict between two files names the file of each row', () => {
  const readings = [
    { time: '2025-06-15T10:00:00Z', value: '70', line: 9, origin: 'first.csv' },
    { time: '2025-06-15T10:00:00Z', value: '71', line: 3, origin: 'second.csv' },
  ];
  const { rejected } = outcome({ origin: 'first.csv, second.csv', notation: 'iso', readings });
  expect(rejected).toMatchObject([{ origin: 'first.csv', line: 9 }]);
  expect(rejected[0]?.detail).toContain('71 bpm of line 3 in second.csv');
});

test('what is no whole 1–300 bpm is rejected with its reason, place and text', () => {
  const at = (second: number) => `2025-06-15T10:00:0${second}Z`;
  const { samples, counts, rejected } = outcome(
    iso([at(0), 0], [at(1), '65.5'], [at(2), ''], [at(3), 301], [at(4), '65.0']),
  );
  expect(samples).toEqual(['2025-06-15T10:00:04.000Z 65']);
  expect(counts).toEqual({ read: 5, duplicate: 0, conflicting: 0, rejected: 4 });
  expect(rejected.map(({ reason, line, origin }) => [reason, line, origin])).toEqual([
    ['value-out-of-range', 2, 'made-up.csv'],
    ['value-not-whole', 3, 'made-up.csv'],
    ['value-not-a-number', 4, 'made-up.csv'],
    ['value-out-of-range', 5, 'made-up.csv'],
  ]);
  expect(rejected[1]?.raw).toBe('{"time":"2025-06-15T10:00:01Z","value":"65.5"}');
});

test('a time that cannot be read is rejected, whatever its value', () => {
  const { counts, rejected } = outcome(iso(['yesterday', 60], ['2025-02-30 10:00:00', 999]));
  expect(counts).toEqual({ read: 2, duplicate: 0, conflicting: 0, rejected: 2 });
  expect(rejected.map(({ reason }) => reason)).toEqual(['time-unreadable', 'time-unreadable']);
});

test('samples more than a day beyond now are rejected, up to a day they are kept', () => {
  const { samples, rejected } = outcome(
    iso(['2026-01-02T00:00:00Z', 60], ['2026-01-02T00:00:01Z', 61]),
  );
  expect(samples).toEqual(['2026-01-02T00:00:00.000Z 60']);
  expect(rejected).toMatchObject([{ reason: 'time-in-future', line: 3 }]);
});

test('records that the extractor refused are passed on and counted', () => {
  const refused = {
    reason: 'row-malformed',
    detail: 'It has 2 columns.',
    origin: 'made-up.csv',
    line: 7,
    raw: 'a,b',
  } as const;
  const { counts, rejected } = outcome({ ...iso(['x', 60]), rejected: [refused] });
  expect(counts).toEqual({ read: 2, duplicate: 0, conflicting: 0, rejected: 2 });
  expect(rejected[0]).toEqual(refused);
});

test('the same record gives the same days again', () => {
  const raw = iso(['2025-06-15T10:00:05Z', 61], ['2025-06-15T10:00:00Z', 60]);
  expect(transformHeartRate(raw, london)).toEqual(transformHeartRate(raw, london));
});

test('times of day without a date are a fault of the source and named as such', () => {
  const raw: RawHeartRate = { origin: 'made up', notation: 'time-of-day', readings: [] };
  expect(() => transformHeartRate(raw, london)).toThrow(/made up gives times of day and no date/);
});

test('a document may be written in another zone than the one whose days are stored', () => {
  const { days } = transformHeartRate(
    {
      origin: 'trip.csv',
      notation: 'iso',
      timeZone: 'Asia/Tokyo',
      readings: [{ time: '2026-06-02 05:00:00', value: 60 }],
    },
    { timeZone: 'Europe/London', now: Date.UTC(2026, 6, 1) },
  );
  expect(days.map((day) => [day.date, day.t[0]])).toEqual([
    ['2026-06-01', Date.UTC(2026, 5, 1, 20)],
  ]);
});
