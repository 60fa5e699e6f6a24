import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { documentsOf, rejectedOf, sourceOf, TestFolder } from '../../files/fixtures/importing.ts';
import type { TableColumns } from '../../files/kind.ts';
import { previewTable } from './preview.ts';

let folder: TestFolder;
beforeEach(() => {
  folder = new TestFolder();
});
afterEach(() => folder.remove());

const columns: TableColumns = { time: [1], value: 2, notation: 'as-written', hasHeader: true };

async function readingsOf(text: string, chosen: TableColumns) {
  const path = folder.write('upload-7', text);
  const opened = await folder.open([{ path, name: 'watch.csv', columns: chosen }]);
  try {
    const documents = await documentsOf(sourceOf(opened));
    const refused = await rejectedOf(opened);
    return {
      readings: documents
        .flatMap(({ readings }) => readings)
        .map(({ time, value }) => [time, value]),
      refused: refused.map(({ reason, line, origin }) => [reason, line, origin]),
    };
  } finally {
    await opened.close();
  }
}

test('columns that no header would tell are read as they were chosen, under the name that people know', async () => {
  const text = 'n;wann;puls\n1;2025-06-15 10:00:00;60\n2;gestern;61\n';
  expect(await readingsOf(text, columns)).toEqual({
    readings: [['2025-06-15 10:00:00', '60']],
    refused: [['time-unreadable', 3, 'watch.csv']],
  });
});

test('a table without a header loses no row', async () => {
  const text = '1,2025-06-15 10:00:00,60\n2,2025-06-15 10:00:05,61\n';
  const { readings } = await readingsOf(text, { ...columns, hasHeader: false });
  expect(readings).toHaveLength(2);
});

test.each([
  ['day-first', '13/4/2016 07:21:00', '4/13/2016 7:21:00 AM'],
  ['day-first', '4.5.2016 19:21:00', '5/4/2016 7:21:00 PM'],
  ['day-first', '04-05-2016 7:21:00 PM', '5/4/2016 7:21:00 PM'],
  ['unix-seconds', '1460532060', '2016-04-13T07:21:00Z'],
  ['unix-milliseconds', '1460532060250', '2016-04-13T07:21:00.250Z'],
  ['days-since-1900', '42473.30625', '2016-04-13 07:21:00'],
  ['days-since-1904', '41011.30625', '2016-04-13 07:21:00'],
] as const)('times in %s as %s are understood', async (notation, time, understood) => {
  const { readings, refused } = await readingsOf(`a,b,c\n1,${time},60\n`, { ...columns, notation });
  expect(refused).toEqual([]);
  const [[read] = []] = readings;
  expect(Date.parse(`${read}`)).toBe(Date.parse(understood));
});

test('a date that cannot be day first is refused and never turned round', async () => {
  const text = 'a,b,c\n1,13/4/2016 07:21:00,60\n2,4/13/2016 07:21:00,61\n';
  const { readings, refused } = await readingsOf(text, { ...columns, notation: 'day-first' });
  expect(readings).toHaveLength(1);
  expect(refused).toEqual([['time-unreadable', 3, 'watch.csv']]);
});

test('a column beyond the last is refused with the number there are', async () => {
  await expect(readingsOf('a,b\n1,2\n', columns)).rejects.toThrow(
    'watch.csv has 2 columns, and column 3 was chosen',
  );
});

async function* bytesOf(text: string) {
  yield Buffer.from(text);
}

test('the beginning of a table is shown with what its header says', async () => {
  const stanford = ',user,datetime,heartrate\n0,A1,2020-01-01 00:00:00,60\n';
  expect(await previewTable(bytesOf(stanford), 'a.csv')).toEqual({
    header: ['', 'user', 'datetime', 'heartrate'],
    rows: [['0', 'A1', '2020-01-01 00:00:00', '60']],
    recognised: { time: [2], value: 3, user: 1, notation: 'as-written', hasHeader: true },
  });
  const unknown = await previewTable(bytesOf('wann\tpuls\n1\t2\n'), 'a.csv');
  expect(unknown).toMatchObject({ header: ['wann', 'puls'], recognised: null });
  expect(await previewTable(bytesOf('no table\n'), 'a.csv')).toBeUndefined();
});

describe('figures of a day', () => {
  const daily: TableColumns = { time: [0], value: 1, notation: 'as-written', hasHeader: true };

  async function figuresOf(text: string, chosen: TableColumns, name = 'watch.csv') {
    const path = folder.write('upload-7', text);
    const opened = await folder.open([{ path, name, columns: chosen }]);
    try {
      const extract = sourceOf(opened).extractors.heart_rate_summary;
      const participant = {
        ...{ id: 'someone', timeZone: 'Europe/London', source: 'csv' },
        ...{ sourceSettings: {}, dataSeed: null },
      };
      const window = { start: '2000-01-01', end: '2000-01-01', now: 0 };
      const { signal } = new AbortController();
      const days = await Array.fromAsync(extract?.({ participant, window, signal }) ?? []);
      return {
        samples: opened.rows,
        days: days.map(({ date, restingHeartRate }) => [date, Number(restingHeartRate)]),
      };
    } finally {
      await opened.close();
    }
  }

  const twoDays = [
    ['2025-06-15', 55],
    ['2025-06-16', 56.5],
  ];

  test.each<[string, string, Partial<TableColumns>]>([
    ['a date', '2025-06-15,55\n2025-06-16,56.5', {}],
    ['midnight', '2025-06-15 00:00:00,55\n2025-06-16 00:00:00,56.5', {}],
    ['a date, day first', '15/6/2025,55\n16/6/2025,56.5', { notation: 'day-first' }],
    ['seconds', '1749945600,55\n1750032000,56.5', { notation: 'unix-seconds' }],
    ['a spreadsheet’s day', '45823,55\n45824.5,56.5', { notation: 'days-since-1900' }],
    ['a date beside a time', '2025-06-15,55,10:00\n2025-06-16,56.5,10:00', { time: [0, 2] }],
  ])('that the header names are taken as such, with %s', async (_, rows, part) => {
    const header =
      rows.split('\n')[0]?.split(',').length === 3 ? 'wann,Ruhepuls,um' : 'wann,Ruhepuls';
    const read = await figuresOf(`${header}\n${rows}\n`, { ...daily, ...part });
    expect(read).toEqual({ samples: 0, days: twoDays });
  });

  test('are of the day that is written, where midnight is one of UTC and the person far from it', async () => {
    const path = folder.write('upload-7', 'wann,Ruhepuls\n2025-06-15T00:00:00Z,55\n');
    const columns = { ...daily };
    const options = { timeZone: 'America/Los_Angeles' };
    const opened = await folder.open([{ path, name: 'watch.csv', columns }], options);
    expect(opened.subjects).toMatchObject([{ figures: 1, firstDate: '2025-06-15' }]);
    await opened.close();
  });

  test('that somebody says are such are taken so, whatever the header says or whether there is one', async () => {
    const rows = '2025-06-15,55\n2025-06-16,56.5\n';
    const said = { ...daily, isDaily: true };
    expect(await figuresOf(`wann,puls\n${rows}`, said)).toEqual({ samples: 0, days: twoDays });
    expect(await figuresOf(rows, { ...said, hasHeader: false })).toMatchObject({ days: twoDays });
    const name = 'daily_resting_heart_rate.csv';
    expect(await figuresOf(`wann,puls\n${rows}`, daily, name)).toMatchObject({ days: twoDays });
  });

  test.each([
    ['dates', 'wann,puls\n2025-06-15,55\n'],
    ['midnights', 'wann,puls\n2025-06-15T00:00:00Z,55\n2025-06-16T00:00:00Z,56\n'],
    ['midnights of the clock', 'wann,puls\n6/15/2025 12:00:00 AM,55\n6/16/2025 12:00:00 AM,56\n'],
    ['days of a header that is understood', 'date,bpm\n2025-06-15,55\n2025-06-16,56\n'],
  ])('that nobody says are such are no samples, and asked about: %s', async (_, text) => {
    const path = folder.write('upload-7', text);
    const columns = text.startsWith('date,') ? undefined : daily;
    await expect(folder.open([{ path, name: 'watch.csv', columns }])).rejects.toThrow(
      /^watch\.csv gives one figure a day \("[^"]+"\) and no samples.*say so with its columns on the import page/,
    );
  });

  test.each([
    ['one sample at midnight', '2025-06-15 00:00:00,60\n'],
    ['two of a day', '2025-06-15 00:00:00,60\n2025-06-15 00:00:00,61\n2025-06-16 00:00:00,61\n'],
    ['midnight and later', '2025-06-15 00:00:00,60\n2025-06-15 00:00:05,61\n'],
  ])('are not what samples are: %s', async (_, rows) => {
    const { samples } = await figuresOf(`wann,puls\n${rows}`, daily);
    expect(samples).toBe(rows.trim().split('\n').length);
  });
});

test('days of a spreadsheet that may count from 1900 and 1904 are read as somebody says', async () => {
  const path = folder.write('a.csv', 'time,bpm\n41011.30625,60\n41011.30725,61\n');
  await expect(folder.open([path])).rejects.toThrow('by --spreadsheet-days 1900 or 1904');
  for (const [spreadsheetDays, year] of [
    ['1900', 2012],
    ['1904', 2016],
  ] as const) {
    const opened = await folder.open([path], { spreadsheetDays });
    const [document] = await documentsOf(sourceOf(opened));
    expect(String(document?.readings[0]?.time)).toMatch(new RegExp(`^${year}-`));
    await opened.close();
  }
});
