import { expect, test } from 'vitest';
import { compactTime, timeForms, writtenTime } from './compactTime.ts';

test.each([
  ['2025-06-15 14:00:05', 'wall'],
  ['0001-01-01 00:00:00', 'wall'],
  ['2025-06-15T23:59:59Z', 'utc'],
  ['1969-12-31T23:59:59Z', 'utc'],
  ['2025-06-15T14:00:05.250Z', 'utcMs'],
  ['2022-10-30 01:05:00 +0100', 'offset'],
  ['2022-10-30 01:05:00 -0330', 'offset'],
  ['4/12/2016 7:21:00 AM', 'us'],
  ['12/1/2016 12:00:00 PM', 'us'],
  ['12/1/2016 12:59:59 AM', 'us'],
] as const)(
  '%s is kept as a number and comes out letter by letter, once and again',
  (text, form) => {
    for (const compact of [compactTime(text), compactTime(text)]) {
      expect(compact?.form).toBe(timeForms[form]);
      if (compact) {
        expect(writtenTime(compact.form, compact.faceMs, compact.offsetMinutes)).toBe(text);
      }
    }
  },
);

test.each([
  '2025-06-15T14:00:05',
  '2025-06-15 14:00:05Z',
  '2025-06-15T14:00:05z',
  '2025-06-15 14:00',
  '2025-06-15 14:00:05.5',
  '2025-06-15 14:00:05+01:00',
  '04/12/2016 7:21:00 AM',
  '4/12/2016 07:21:00',
  '2025-06-15 24:00:05',
  '2025-06-15 14:00:05 -0000',
  '2025-06-15 14:00:05 +0160',
  '2025-06-15 14:00:05 +1830',
  '2025-06-15 14:00:05 +01a0',
  '2025-06-15T14:00:05 +0100',
  '2025-06-15 14:00:05.250Z',
  '2025-06-15T14:00:05.25aZ',
  '2025-02-30 14:00:05',
  'yesterday',
])('%s stays text, also behind a time of its date', (text) => {
  expect(compactTime(text)).toBeUndefined();
  compactTime(`${text.slice(0, 10)} 00:00:00`);
  expect(compactTime(text)).toBeUndefined();
});
