import { expect, test } from 'vitest';
import type { RawHeartRateSummary } from '../types.ts';
import { transformHeartRateSummary } from './heart_rate_summary.ts';

const context = { timeZone: 'Europe/London', now: Date.parse('2025-07-01T00:00:00Z') };
const fatBurn = { name: 'Fat Burn', min: 96, max: 134, minutes: 71, caloriesOut: 422.1 };

function transform(overrides: Partial<RawHeartRateSummary>) {
  return transformHeartRateSummary(
    {
      origin: 'made up',
      date: '2025-06-15',
      heartRateZones: [fatBurn],
      customHeartRateZones: [],
      ...overrides,
    },
    context,
  );
}

test('a resting heart rate given by the source is the vendor’s, as a number or as text', () => {
  for (const restingHeartRate of [62, '62', '62.0']) {
    const { days, counts } = transform({ restingHeartRate });
    expect(days).toEqual([
      {
        date: '2025-06-15',
        restingHeartRate: 62,
        restingHeartRateMethod: 'vendor',
        heartRateZones: [fatBurn],
        customHeartRateZones: [],
      },
    ]);
    expect(counts).toEqual({ read: 1, duplicate: 0, conflicting: 0, rejected: 0 });
  }
});

test('an absent resting heart rate is null and has no method', () => {
  const [day] = transform({}).days;
  expect(day).toMatchObject({ restingHeartRate: null, restingHeartRateMethod: null });
});

test('absent zones are none, and a zone without calories stays without', () => {
  const zone = { name: 'Peak', min: 160, max: 220, minutes: 0 };
  const [day] = transform({ heartRateZones: null, customHeartRateZones: [zone] }).days;
  expect(day).toMatchObject({ heartRateZones: [], customHeartRateZones: [zone] });
});

test('zones of a day on which nothing was recorded are left out with a note', () => {
  const { days, notes } = transform({ heartRateZones: [{ name: 'Peak', min: 160, max: 220 }] });
  expect(days[0]?.heartRateZones).toEqual([]);
  expect(notes).toEqual(['made up: 1 of 1 zones give no minutes; left out.']);
});

test.each([
  ['a resting heart rate that is a word', { restingHeartRate: 'low' }],
  ['a resting heart rate of 0', { restingHeartRate: 0 }],
  ['a resting heart rate of 301', { restingHeartRate: 301 }],
  ['zones that are no list', { heartRateZones: { name: 'Peak' } }],
  ['a zone without a name', { heartRateZones: [{ min: 1, max: 2, minutes: 3 }] }],
  ['a zone that ends below its beginning', { heartRateZones: [{ ...fatBurn, max: 12 }] }],
  [
    'a zone of more minutes than a day has',
    { customHeartRateZones: [{ ...fatBurn, minutes: 1501 }] },
  ],
])('%s makes the day malformed, and the record is kept as it came', (_name, overrides) => {
  const { days, counts, rejected } = transform(overrides);
  expect(days).toEqual([]);
  expect(counts).toEqual({ read: 1, duplicate: 0, conflicting: 0, rejected: 1 });
  expect(rejected).toHaveLength(1);
  expect(rejected[0]).toMatchObject({ reason: 'row-malformed', origin: 'made up', line: null });
  expect(rejected[0]?.detail).toContain('2025-06-15');
  expect(JSON.parse(rejected[0]?.raw ?? '')).toMatchObject(overrides);
});
