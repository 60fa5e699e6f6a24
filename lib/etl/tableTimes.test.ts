/** Times as programs, spreadsheets and people write them: each is understood, or refused with why. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { TestFolder } from './files/fixtures/importing.ts';
import type { FileImportOptions } from './files/importOptions.ts';
import { tableOutcome } from './fixtures/tableOutcome.ts';

let folder: TestFolder;
beforeEach(() => {
  folder = new TestFolder();
});
afterEach(() => folder.remove());
const outcomeOf = (text: string, name?: string, options?: Partial<FileImportOptions>) =>
  tableOutcome(folder, text, name, options);

const at = '2025-06-15T13:00:05Z';

test.each([
  ['ISO without an offset', '2025-06-15 14:00:05'],
  ['ISO with an hour of one digit', '2025-06-15 2:00:05 PM'],
  ['ISO with the halves of the day', '2025-06-15 02:00:05 pm'],
  ['slashes, the year first', '2025/06/15 14:00:05'],
  ['slashes, the year first, short', '2025/6/15 14:00:05'],
  ['dots, the year first', '2025.06.15 14:00:05'],
  ['dots, the day first', '15.06.2025 14:00:05'],
  ['dots with a comma behind the date', '15.6.2025, 14:00:05'],
  ['an offset', '2025-06-15 15:00:05 +0200'],
  ['an offset behind GMT', '2025-06-15 15:00:05 GMT+02:00'],
  ['an offset of one digit', '2025-06-15 15:00:05 UTC+2'],
  ['Z', '2025-06-15T13:00:05Z'],
  ['GMT', '2025-06-15 13:00:05 GMT'],
  ['the zone in brackets behind its offset', '2025-06-15T15:00:05+02:00[Europe/Berlin]'],
  ['the name of a zone', '2025-06-15 15:00:05 Europe/Berlin'],
  ['the name of a zone in brackets', '2025-06-15T09:00:05 [America/New_York]'],
  ['letters that mean one zone', '2025-06-15 15:00:05 CEST'],
  ['letters of half an hour’s offset', '15.06.2025 22:30:05 ACST'],
  ['the words of a browser', 'Sun Jun 15 2025 15:00:05 GMT+0200 (Central European Summer Time)'],
  ['the words of a mail', 'Sun, 15 Jun 2025 15:00:05 +0200'],
  ['a named month', '15-Jun-2025 14:00:05'],
  ['a named month before the day', 'Jun 15, 2025 2:00:05 PM'],
  ['the short form', '20250615T130005Z'],
  ['the short form without a letter', '20250615 140005'],
  ['the form of old Apple exports', '20250615150005+0200'],
  ['seconds since 1970', '1749992405'],
  ['seconds with a fraction', '1749992405.0'],
  ['milliseconds since 1970', '1749992405000'],
  ['microseconds since 1970', '1749992405000000'],
  ['nanoseconds since 1970', '1749992405000000000'],
  ['month first', '6/15/2025 14:00:05'],
  ['month first with a short year', '6/15/25 14:00:05'],
  ['month first, AM and PM', '6/15/2025 2:00:05 PM'],
  ['a narrow blank before PM', '6/15/2025 2:00:05\u202fPM'],
])('a time in %s is understood', async (_name, time) => {
  const cell = time.includes(',') ? `"${time}"` : time;
  expect(await outcomeOf(`timestamp,bpm\n${cell},61\n`)).toMatchObject({
    samples: [[at, 61]],
    rejected: [],
  });
});

test('a time without seconds is of the full minute, and a fraction is kept to the millisecond', async () => {
  const text = 'timestamp,bpm\n2025-06-15 14:00,61\n1749992405.2506,62\n';
  expect((await outcomeOf(text)).samples).toEqual([
    ['2025-06-15T13:00:00Z', 61],
    ['2025-06-15T13:00:05.250Z', 62],
  ]);
});

test.each([
  ['letters that mean several zones', '2025-06-15 14:00:05 CST'],
  ['letters in brackets that mean several zones', '2025-06-15 14:00:05 (CST)'],
  ['the hour that happens twice in a zone', '2025-10-26 02:30:00 Europe/Berlin'],
  ['the hour that a zone leaves out', '2025-03-30 02:30:00 Europe/Berlin'],
  ['a zone that there is not', '2025-06-15 14:00:05 Europe/Atlantis'],
  ['a spreadsheet’s day without a time', '45823'],
  ['a number of five digits too few', '17499'],
  ['a day that no calendar has', '2025-02-30 14:00:05'],
  ['an hour that no clock has', '2025-06-15 13:00:05 PM'],
  ['a month that no year has', '15.13.2025 14:00:05'],
  ['a number that a spreadsheet has shortened', '1.74999E+09'],
  ['nothing', ''],
])('a time in %s is refused, and not guessed', async (_name, time) => {
  const { samples, rejected } = await outcomeOf(`timestamp,bpm\n${time},61\n`);
  expect(samples).toEqual([]);
  expect(rejected).toMatchObject([{ reason: 'time-unreadable', line: 2, raw: `${time},61` }]);
});

const either = 'time,bpm\n4/5/2025 14:00:05,61\n5/5/2025 14:00:05,62\n';

test('dates that may be day first or month first are asked for, and never guessed', async () => {
  await expect(outcomeOf(either)).rejects.toThrow(
    /may be day first or month first \("4\/5\/2025 14:00:05" in line 2, and no other tells\)\. Say which/,
  );
  const monthFirst = await outcomeOf(either, 'a.csv', { dates: 'month-first' });
  expect(monthFirst.samples[0]).toEqual(['2025-04-05T13:00:05Z', 61]);
  const dayFirst = await outcomeOf(either, 'b.csv', { dates: 'day-first' });
  expect(dayFirst.samples[0]).toEqual(['2025-05-04T13:00:05Z', 61]);
});

test('one date that can only be month first tells for all of its file', async () => {
  const { samples } = await outcomeOf(`${either}4/13/2025 14:00:05,63\n`);
  expect(samples).toHaveLength(3);
});

test('the hour of a clock change is refused with the zone in which it is none', async () => {
  const text =
    'time,timezone,bpm\n2025-10-26 02:30:00,Europe/Berlin,61\n2025-10-26 03:30:00,Europe/Berlin,62\n';
  const { samples, rejected } = await outcomeOf(text);
  expect(samples).toEqual([['2025-10-26T02:30:00Z', 62]]);
  expect(rejected).toMatchObject([
    { line: 2, detail: expect.stringMatching(/happens twice or not at all in Europe\/Berlin/) },
  ]);
});

test('a spreadsheet’s days are read where only one count of them can be meant', async () => {
  const rows = ['45823.58339', '45823,5834491', '45823.59'].map((day) => `${day};61\n`);
  const { samples, rejected } = await outcomeOf(`time;bpm\n${rows.join('')}`);
  expect(samples).toEqual([
    ['2025-06-15T13:00:05Z', 61],
    ['2025-06-15T13:00:10Z', 61],
    ['2025-06-15T13:09:36Z', 61],
  ]);
  expect(rejected).toEqual([]);
  const seconds = Array.from({ length: 5 }, (_, i) => `${45_823.5 + i},61\n`).join('');
  expect(await outcomeOf(`time,bpm\n${seconds}`)).toMatchObject({ samples: [] });
  const few = await outcomeOf('time,bpm\n45823.5833,61\n45823.5,62\n');
  expect(few.samples).toEqual([['2025-06-15T11:00:00Z', 62]]);
  expect(few.rejected).toMatchObject([{ line: 2, reason: 'time-unreadable' }]);
});

test('a spreadsheet’s days that may count from 1900 or 1904 are asked about', async () => {
  const text = 'time,bpm\n44000.5,61\n44000.75,62\n';
  await expect(outcomeOf(text)).rejects.toThrow(
    /"44000\.5".*2020-06-18 12:00:00 or 2024-06-19 12:00:00\. Choose which on the import page/,
  );
});
