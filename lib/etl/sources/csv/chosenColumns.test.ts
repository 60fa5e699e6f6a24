import { afterEach, beforeEach, expect, test } from 'vitest';
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
