import { expect, test } from 'vitest';
import type { RawHeartRate, RawReading, TransformContext } from '../types.ts';
import { transformHeartRate } from './heart_rate.ts';

const minute = 60_000;
const day = 86_400_000;
const london: TransformContext = {
  timeZone: 'Europe/London',
  now: Date.parse('2026-01-01T00:00:00Z'),
};

function iso(...rows: [time: string, value: number | string][]): RawHeartRate {
  const readings = rows.map(([time, value], i) => ({ time, value, line: i + 2 }));
  return { origin: 'made-up.csv', notation: 'iso', readings };
}

function timesOfDay(stepMs: number, from = 0, to = day): RawReading[] {
  const count = Math.ceil((to - from) / stepMs);
  return Array.from({ length: count }, (_, i) => {
    const time = new Date(from + i * stepMs).toISOString().slice(11, 19);
    return { time, value: 50 + (i % 60) };
  });
}

/** What came out, with times as text. */
function outcome(raw: RawHeartRate, context = london) {
  const { days, counts, rejected, notes } = transformHeartRate(raw, context);
  const samples = days.flatMap(({ t, value }) =>
    [...t].map((ms, i) => `${new Date(ms).toISOString()} ${value[i]}`),
  );
  const accounted = samples.length + counts.duplicate + counts.conflicting + counts.rejected;
  expect(counts.read).toBe(accounted);
  return { dates: days.map(({ date }) => date), samples, counts, rejected, notes };
}

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
  expect(days[0]).toMatchObject({ date: '2025-06-15', startMs: start, endMs: start + day });
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

test('a clock that ran through the doubled hour comes out exact, without gap or overlap', () => {
  const date = '2025-10-26';
  const readings = [...timesOfDay(5_000, 0, 120 * minute), ...timesOfDay(5_000, 60 * minute)];
  const raw: RawHeartRate = { origin: 'made up', notation: 'time-of-day', date, readings };
  const { days, counts, notes } = transformHeartRate(raw, london);
  const start = Date.parse('2025-10-25T23:00:00Z');
  expect(days).toHaveLength(1);
  expect(days[0]?.t).toEqual(Float64Array.from(readings, (_, i) => start + i * 5_000));
  expect(counts).toEqual({ read: 18_000, duplicate: 0, conflicting: 0, rejected: 0 });
  expect(notes).toEqual([
    'made up: 1440 readings without an offset in the hour that happens twice when the clocks go back in Europe/London. By the order of the rows 720 were read as its first pass and 720 as its second.',
  ]);
});

test('an hour that happens twice and was recorded once is read as its first pass, and said so', () => {
  const raw = iso(['2025-10-26 00:59:00', 60], ['2025-10-26 01:30:00', 61]);
  const { samples, notes } = outcome(raw);
  expect(samples[1]).toBe('2025-10-26T00:30:00.000Z 61');
  expect(notes[0]).toContain('made-up.csv: 1 reading without an offset');
});

test('an offset settles which pass of the doubled hour is meant', () => {
  const raw = iso(['2025-10-26 01:30:00+01:00', 60], ['2025-10-26 01:30:00+00:00', 61]);
  const { samples, notes } = outcome(raw);
  expect(samples).toEqual(['2025-10-26T00:30:00.000Z 60', '2025-10-26T01:30:00.000Z 61']);
  expect(notes).toEqual([]);
});

test('an out-of-order row near the doubled hour is not taken for its second pass', () => {
  const raw = iso(
    ['2025-10-26 01:10:00', 60],
    ['2025-10-26 01:20:00', 61],
    ['2025-10-26 01:15:00', 62],
    ['2025-10-26 03:00:00', 63],
    ['2025-10-26 01:12:00', 64],
  );
  expect(outcome(raw).samples).toEqual([
    '2025-10-26T00:10:00.000Z 60',
    '2025-10-26T00:12:00.000Z 64',
    '2025-10-26T00:15:00.000Z 62',
    '2025-10-26T00:20:00.000Z 61',
    '2025-10-26T03:00:00.000Z 63',
  ]);
});

test('the hour that the clocks skip is rejected, not moved', () => {
  const date = '2025-03-30';
  const readings = [
    { time: '00:59:59', value: 60 },
    { time: '01:30:00', value: 61 },
    { time: '02:00:00', value: 62 },
  ];
  const { samples, rejected, notes } = outcome({
    origin: 'made up',
    notation: 'time-of-day',
    date,
    readings,
  });
  expect(samples).toEqual(['2025-03-30T00:59:59.000Z 60', '2025-03-30T01:00:00.000Z 62']);
  expect(rejected).toMatchObject([{ reason: 'time-skipped-by-clock-change', line: null }]);
  expect(rejected[0]?.detail).toMatch(/^01:30:00 on 2025-03-30 does not exist in Europe\/London/);
  expect(notes).toHaveLength(1);
});

test('a half-hour clock change is read in its own measure', () => {
  const context = { ...london, timeZone: 'Australia/Lord_Howe' };
  const times = ['01:30', '01:55', '01:30', '01:55', '02:00'];
  const raw = iso(...times.map((time, i): [string, number] => [`2025-04-06 ${time}:00`, 60 + i]));
  expect(outcome(raw, context).samples).toEqual([
    '2025-04-05T14:30:00.000Z 60',
    '2025-04-05T14:55:00.000Z 61',
    '2025-04-05T15:00:00.000Z 62',
    '2025-04-05T15:25:00.000Z 63',
    '2025-04-05T15:30:00.000Z 64',
  ]);
});

test('clocks that change at midnight leave every reading on its own date', () => {
  const context = { ...london, timeZone: 'America/Sao_Paulo' };
  const autumn = iso(
    ['2019-02-16 22:59:00', 60],
    ['2019-02-16 23:59:00', 61],
    ['2019-02-16 23:00:00', 62],
    ['2019-02-17 00:00:00', 63],
  );
  expect(outcome(autumn, context)).toMatchObject({
    dates: ['2019-02-16', '2019-02-17'],
    samples: [
      '2019-02-17T00:59:00.000Z 60',
      '2019-02-17T01:59:00.000Z 61',
      '2019-02-17T02:00:00.000Z 62',
      '2019-02-17T03:00:00.000Z 63',
    ],
  });
  const spring = iso(['2018-11-04 00:30:00', 60], ['2018-11-04 01:00:00', 61]);
  expect(outcome(spring, context)).toMatchObject({
    samples: ['2018-11-04T03:00:00.000Z 61'],
    rejected: [{ reason: 'time-skipped-by-clock-change' }],
  });
});

test('clocks that were set back over midnight lose no sample', () => {
  const context = { ...london, timeZone: 'America/St_Johns' };
  const start = Date.parse('2010-11-07T02:00:00Z');
  const rows = Array.from({ length: 120 }, (_, i): [string, number] => [
    new Date(start + i * minute).toISOString(),
    60,
  ]);
  expect(outcome(iso(...rows), context).samples).toHaveLength(120);
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
