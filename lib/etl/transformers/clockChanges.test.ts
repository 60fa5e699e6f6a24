import { expect, test } from 'vitest';
import type { RawHeartRate } from '../types.ts';
import { iso, london, outcome, timesOfDay } from './fixtures/heartRateDocuments.ts';
import { transformHeartRate } from './heart_rate.ts';

const minute = 60_000;

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
