import { afterEach, beforeEach, expect, test } from 'vitest';
import { fitFile, timestamp } from '../sources/fit/fixtures/fitFile.ts';
import { checkFile } from './checkFile.ts';
import { UnclearDates } from './dateOrder.ts';
import { TestFolder } from './fixtures/importing.ts';
import { zipArchive } from './fixtures/zipArchive.ts';

let folder: TestFolder;
beforeEach(() => {
  folder = new TestFolder();
});
afterEach(() => folder.remove());

const check = (content: string | Buffer, name = 'a.csv') =>
  checkFile({ path: folder.write('upload', content), name });

test('a table is told with its people, their days, and that its times need a zone', async () => {
  const text =
    'Id,Time,Value\n7,4/12/2016 7:21:00 AM,97\n8,4/13/2016 7:21:00 AM,98\n7,4/14/2016 7:21:00 AM,x\n7,soon,60\n';
  expect(await check(text)).toEqual({
    kinds: ['csv'],
    rows: 4,
    rejected: 1,
    naive: 3,
    userColumn: 'Id',
    people: [
      {
        name: '7',
        rows: 3,
        rejected: 1,
        figures: 0,
        firstDate: '2016-04-12',
        lastDate: '2016-04-14',
      },
      {
        name: '8',
        rows: 1,
        rejected: 0,
        figures: 0,
        firstDate: '2016-04-13',
        lastDate: '2016-04-13',
      },
    ],
    notes: [],
    asksDates: false,
  });
});

test('times with an offset need no zone, and what names nobody is nobody’s', async () => {
  const checked = await check('timestamp,value\n2025-06-15T10:00:00Z,60\n');
  expect(checked).toMatchObject({ naive: 0, userColumn: null, people: [{ name: null, rows: 1 }] });
});

test('an archive is told with its kinds, and with what in it is left out', async () => {
  const bpm = { number: 3, type: 0x02, bytes: [61] };
  const fit = fitFile([{ number: 20, fields: [timestamp('2025-06-15T10:00:00Z'), bpm] }]);
  const archive = zipArchive([
    { name: 'a.csv', content: 'timestamp,value\n2025-06-15T10:00:00Z,60\n' },
    { name: 'b.fit', content: fit },
    { name: '../c.csv', content: 'timestamp,value\n' },
    { name: 'readme.txt', content: 'hello' },
  ]);
  const checked = await check(archive, 'export.zip');
  expect(checked).toMatchObject({ kinds: ['csv', 'fit'], rows: 2 });
  expect(checked.notes).toEqual([
    expect.stringMatching(/^Damaged and left out: export\.zip\/.*c\.csv has a path that leads out/),
    expect.stringMatching(/^Skipped: export\.zip\/readme\.txt /),
  ]);
});

test('a table in an archive whose dates may be either asks, and is read as it is then said', async () => {
  const table = { name: 'b/mine.csv', content: 'time,bpm\n4/5/2025 10:00:00,60\n' };
  const other = { name: 'a.csv', content: 'timestamp,value\n2025-06-15T10:00:00Z,60\n' };
  expect(await check(zipArchive([other, table]), 'a.zip')).toMatchObject({
    asksDates: true,
    notes: [
      expect.stringMatching(/^Left out until its dates are clear: a\.zip\/b\/mine\.csv has dates/),
    ],
  });
  const path = folder.write('only.zip', zipArchive([table]));
  await expect(checkFile({ path, name: 'only.zip' })).rejects.toMatchObject({
    details: { file: 'only.zip' },
    cause: expect.any(UnclearDates),
  });
  const said = await checkFile({ path, name: 'only.zip', dates: 'day-first' });
  expect(said).toMatchObject({ asksDates: false, people: [{ firstDate: '2025-05-04' }] });
});

test.each([
  [
    'what is no recording',
    Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\0IHDR\0\0'),
    'no text but binary data',
  ],
  ['a table without rows', 'timestamp,value\n', 'has a header and no rows'],
  ['a table of something else', 'wann,puls\n1,2\n', 'names no column for the time'],
  ['dates that are day first', 'time,bpm\n13/4/2016 7:21:00,60\n', 'choose “day first”'],
])('%s is refused by its name', async (_, content, why) => {
  await expect(check(content, 'my file.csv')).rejects.toMatchObject({
    code: 'FILE_UNREADABLE',
    message: expect.stringContaining(why),
    details: { file: 'my file.csv' },
  });
});
