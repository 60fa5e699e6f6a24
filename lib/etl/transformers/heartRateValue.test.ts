import { expect, test } from 'vitest';
import { readBpm, valueRefusalDetail } from './heartRateValue.ts';

test.each([
  [1, 1],
  [300, 300],
  ['65', 65],
  ['65.0', 65],
  ['65,00', 65],
  [' 65 ', 65],
  ['065', 65],
  ['65.', 65],
])('%j is %i bpm', (value, bpm) => {
  expect(readBpm(value)).toBe(bpm);
});

test.each([
  [0, 'value-out-of-range'],
  [301, 'value-out-of-range'],
  [-65, 'value-out-of-range'],
  ['-65', 'value-out-of-range'],
  ['99999999999999999999', 'value-out-of-range'],
  [65.5, 'value-not-whole'],
  ['65.5', 'value-not-whole'],
  [Number.NaN, 'value-not-a-number'],
  [Number.POSITIVE_INFINITY, 'value-not-a-number'],
  ['', 'value-not-a-number'],
  ['null', 'value-not-a-number'],
  ['6.5e1', 'value-not-a-number'],
  ['0x41', 'value-not-a-number'],
  ['6 5', 'value-not-a-number'],
] as const)('%j is refused as %s', (value, reason) => {
  expect(readBpm(value)).toBe(reason);
});

test('the sentence of a refusal shows the value', () => {
  expect(valueRefusalDetail('value-out-of-range', 301)).toBe('301 lies outside 1–300 bpm.');
  expect(valueRefusalDetail('value-not-a-number', '')).toBe('The value is empty.');
  expect(valueRefusalDetail('value-not-whole', '65.5')).toContain('"65.5"');
});
