import { readdirSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { documentsOf, rejectedOf, sourceOf, TestFolder } from './fixtures/importing.ts';

let folder: TestFolder;
beforeEach(() => {
  folder = new TestFolder();
});
afterEach(() => folder.remove());

test('a table becomes one document a calendar date, ascending, with the lines of the file', async () => {
  const path = folder.write(
    'ann.csv',
    ',user,datetime,heartrate\n0,Ann,2025-06-16 00:00:05,61\n1,Ann,2025-06-15 23:59:55,60\n2,Ann,2025-06-16 00:00:10,62.0\n',
  );
  const opened = await folder.open([path]);
  expect(opened).toMatchObject({ rows: 3, rejectedCount: 0, notes: [] });
  expect(opened.subjects).toEqual([
    {
      subject: undefined,
      source: 'csv',
      rows: 3,
      rejected: 0,
      figures: 0,
      firstDate: '2025-06-15',
      lastDate: '2025-06-16',
    },
  ]);
  expect(await documentsOf(sourceOf(opened))).toEqual([
    {
      origin: 'ann.csv',
      notation: 'iso',
      timeZone: 'Europe/London',
      readings: [{ time: '2025-06-15 23:59:55', value: '60', line: 3 }],
    },
    {
      origin: 'ann.csv',
      notation: 'iso',
      timeZone: 'Europe/London',
      readings: [
        { time: '2025-06-16 00:00:05', value: '61', line: 2 },
        { time: '2025-06-16 00:00:10', value: '62.0', line: 4 },
      ],
    },
  ]);
  await opened.close();
});

test.each<[string, string | Buffer]>([
  ['a byte order mark and CRLF', '\uFEFFtimestamp,value\r\n2025-06-15T10:00:00Z,60\r\n'],
  ['CR alone', 'timestamp,value\r2025-06-15T10:00:00Z,60\r'],
  ['no line end at the end', 'timestamp,value\n2025-06-15T10:00:00Z,60'],
  ['semicolons', 'timestamp;value\n2025-06-15T10:00:00Z;60\n'],
  ['tabs and a blank line', 'timestamp\tvalue\n\n2025-06-15T10:00:00Z\t60\n \n'],
  ['quoted fields', '"timestamp","value"\n"2025-06-15T10:00:00Z","60"\n'],
  ['Excel’s line for the separator', 'sep=;\ntimestamp;value\n2025-06-15T10:00:00Z;60\n'],
  [
    'UTF-16 and its mark',
    Buffer.from('\uFEFFtimestamp,value\n2025-06-15T10:00:00Z,60\n', 'utf16le'),
  ],
  ['UTF-16 without it', Buffer.from('timestamp,value\n2025-06-15T10:00:00Z,60\n', 'utf16le')],
  [
    'UTF-16, the high byte first',
    Buffer.from('\uFEFFtimestamp,value\n2025-06-15T10:00:00Z,60\n', 'utf16le').swap16(),
  ],
  [
    'letters of western Windows',
    Buffer.from(
      'timestamp,value,Gerät\n2025-06-15T10:00:00Z,60,Zoë\n'.replace('value', 'bpm'),
      'latin1',
    ),
  ],
])('a table with %s is read', async (_name, text) => {
  const opened = await folder.open([folder.write('a.csv', text)]);
  const [document] = await documentsOf(sourceOf(opened));
  expect(document?.readings).toMatchObject([{ time: '2025-06-15T10:00:00Z', value: '60' }]);
  expect(opened.rows).toBe(1);
  await opened.close();
});

test('a quoted field may hold delimiters, quotes and line ends; the row keeps its first line', async () => {
  const text =
    'timestamp,bpm,note\n2025-06-15 10:00:00,60,"a, ""b""\nc"\n2025-06-15 10:00:05,61,d\n';
  const opened = await folder.open([folder.write('a.csv', text)]);
  const [document] = await documentsOf(sourceOf(opened));
  expect(document?.readings.map(({ line, value }) => [line, value])).toEqual([
    [2, '60'],
    [4, '61'],
  ]);
  await opened.close();
});

test('a quote that is never closed costs its own row and no other', async () => {
  const rows = Array.from({ length: 40 }, (_, i) => `2025-06-15 10:00:${10 + i},${60 + i}`);
  rows[3] = '2025-06-15 10:00:13,"63';
  const opened = await folder.open([folder.write('a.csv', `time,bpm\n${rows.join('\n')}\n`)]);
  const documents = await documentsOf(sourceOf(opened));
  expect(documents.flatMap(({ readings }) => readings)).toHaveLength(39);
  expect(await rejectedOf(opened)).toMatchObject([
    { reason: 'row-malformed', line: 5, raw: '2025-06-15 10:00:13,"63' },
  ]);
  await opened.close();
});

test('rows that are no reading come first, as refused records with line and text', async () => {
  const text =
    'timestamp,value\nyesterday,60\n2025-06-15 10:00:00,61\n2025-06-15 10:00:05\n1,2,3\0\n';
  const opened = await folder.open([folder.write('a.csv', text)]);
  const refused = [
    { reason: 'time-unreadable', origin: 'a.csv', line: 2, raw: 'yesterday,60' },
    { reason: 'row-malformed', origin: 'a.csv', line: 4, raw: '2025-06-15 10:00:05' },
    { reason: 'row-malformed', origin: 'a.csv', line: 5, raw: '1,2,3\uFFFD' },
  ];
  expect(opened.subjects).toMatchObject([{ rows: 4, rejected: 3 }]);
  expect(opened.rejectedCount).toBe(3);
  expect(await rejectedOf(opened)).toMatchObject(refused);
  const [first, second] = await documentsOf(sourceOf(opened));
  expect(first).toMatchObject({ readings: [], rejected: refused });
  expect(second?.readings).toHaveLength(1);
  expect(first?.rejected?.[1]?.detail).toBe('It has 1 columns, and the header has 2.');
  await opened.close();
});

test('American times stay as written, and two notations in one date become one document', async () => {
  const us = folder.write('us.csv', 'Id,Time,Value\n7,4/12/2016 7:21:00 AM,97\n');
  const alone = await folder.open([us]);
  expect(await documentsOf(sourceOf(alone))).toMatchObject([
    { notation: 'us', readings: [{ time: '4/12/2016 7:21:00 AM' }] },
  ]);
  await alone.close();
  const iso = folder.write('iso.csv', 'timestamp,value\n2016-04-12 07:21:00,98\n');
  const both = await folder.open([us, iso]);
  expect(await documentsOf(sourceOf(both))).toEqual([
    {
      origin: 'us.csv, iso.csv',
      notation: 'iso',
      timeZone: 'Europe/London',
      readings: [
        { time: '2016-04-12 07:21:00.000', value: '97', line: 2, origin: 'us.csv' },
        { time: '2016-04-12 07:21:00', value: '98', line: 2, origin: 'iso.csv' },
      ],
    },
  ]);
  await both.close();
});

test('dates that can only be day first refuse the file instead of half of it being wrong', async () => {
  const text = 'time,bpm\n12/04/2016 07:21:00,97\n13/04/2016 07:21:00,97\n';
  await expect(folder.open([folder.write('a.csv', text)])).rejects.toMatchObject({
    code: 'FILE_UNREADABLE',
    message: expect.stringContaining(
      'writes its dates day first ("13/04/2016 07:21:00" in line 3)',
    ),
  });
});

test('one odd date among dates that are month first is one refused row', async () => {
  const text = 'time,bpm\n4/13/2016 07:21:00,97\n13/4/2016 07:21:00,97\n';
  const opened = await folder.open([folder.write('a.csv', text)]);
  expect(opened).toMatchObject({ rows: 2, rejectedCount: 1 });
  await opened.close();
});

test('instants go by the local date of the zone', async () => {
  const path = folder.write('a.csv', 'timestamp,value\n2025-06-14T23:30:00Z,60\n');
  const opened = await folder.open([path]);
  expect(opened.subjects).toMatchObject([{ firstDate: '2025-06-15', lastDate: '2025-06-15' }]);
  await opened.close();
});

test('several people are refused without a user column, listed and told how', async () => {
  const path = folder.write('a.csv', 'Id,Time,Value\n7,2025-06-15 10:00:00,60\n8,x,61\n');
  await expect(folder.open([path])).rejects.toMatchObject({
    code: 'INVALID_INPUT',
    message: expect.stringMatching(/The column "Id" names 2 people: 7, 8\. .*--user-column Id/),
  });
  expect(readdirSync(folder.spool)).toEqual([]);
});

test('with a user column each person is a subject of their own', async () => {
  const text =
    'Id,Time,Value\nx y,2025-06-15 10:00:00,60\n8,2025-06-16 10:00:00,61\nx y,never,62\n,2025-06-15 10:00:00,63\nmalformed\n';
  const opened = await folder.open([folder.write('a.csv', text)], { userColumn: true });
  expect(opened.subjects).toEqual([
    {
      subject: 'x-y',
      source: 'csv',
      rows: 4,
      rejected: 3,
      figures: 0,
      firstDate: '2025-06-15',
      lastDate: '2025-06-15',
    },
    {
      subject: '8',
      source: 'csv',
      rows: 1,
      rejected: 0,
      figures: 0,
      firstDate: '2025-06-16',
      lastDate: '2025-06-16',
    },
  ]);
  const first = await documentsOf(sourceOf(opened, 'x-y'));
  expect(first.flatMap(({ rejected = [] }) => rejected).map(({ line }) => line)).toEqual([5, 6, 4]);
  expect(first.flatMap(({ readings }) => readings)).toHaveLength(1);
  const second = await documentsOf(sourceOf(opened, '8'));
  expect(second).toMatchObject([{ readings: [{ value: '61', line: 3 }] }]);
  expect((await rejectedOf(opened)).map(({ line }) => line).sort()).toEqual([4, 5, 6]);
  expect(() => opened.sourceFor({ subject: 'nobody', source: 'csv' })).toThrow(/no csv of nobody/);
  await opened.close();
});

test('users whose ids collide are refused', async () => {
  const text = 'user,time,bpm\na b,2025-06-15 10:00:00,60\na/b,2025-06-15 10:00:00,60\n';
  await expect(folder.open([folder.write('a.csv', text)], { userColumn: 'user' })).rejects.toThrow(
    /would both become "a-b"/,
  );
});

test('progress ends with all bytes and all rows', async () => {
  const seen: unknown[] = [];
  const path = folder.write('a.csv', 'time,bpm\n2025-06-15 10:00:00,60\n');
  const opened = await folder.open([path], { onProgress: (progress) => seen.push(progress) });
  expect(seen.at(-1)).toEqual({ bytesRead: 32, bytesTotal: 32, rows: 1 });
  await opened.close();
});

test('an aborted import ends as cancelled and leaves nothing behind', async () => {
  const path = folder.write('a.csv', 'time,bpm\n2025-06-15 10:00:00,60\n');
  await expect(folder.open([path], { signal: AbortSignal.abort() })).rejects.toMatchObject({
    code: 'CANCELLED',
  });
  expect(readdirSync(folder.spool)).toEqual([]);
  const opened = await folder.open([path]);
  const documents = documentsOf(sourceOf(opened), AbortSignal.abort());
  await expect(documents).rejects.toMatchObject({ code: 'CANCELLED' });
  await opened.close();
  expect(readdirSync(folder.spool)).toEqual([]);
});

test('several kinds in one import are a source each, whatever the files are called', async () => {
  const json = '[{"dateTime":"06/15/25 10:00:00","value":{"bpm":61,"confidence":3}}]';
  const xml =
    '<?xml version="1.0"?><HealthData><Record type="HKQuantityTypeIdentifierHeartRate" ' +
    'unit="count/min" startDate="2025-06-15 12:00:05 +0100" value="62"/></HealthData>';
  const opened = await folder.open([
    folder.write('a.xml', json),
    folder.write('b.json', xml),
    folder.write('c.fit.csv', 'Id,Time,Value\n7,6/15/2025 11:00:10 AM,63\n'),
    folder.write('d.txt', 'time,bpm\n2025-06-15 11:00:15,64\nnever,65\n'),
  ]);
  expect(opened.subjects).toMatchObject([
    { source: 'takeout', rows: 1 },
    { source: 'apple-health', rows: 1 },
    { source: 'csv', rows: 3, rejected: 1 },
  ]);
  const [takeout, apple, tables] = await Promise.all(
    opened.subjects.map((subject) => documentsOf(opened.sourceFor(subject))),
  );
  expect(takeout).toMatchObject([{ origin: 'a.xml', readings: [{ value: 61 }] }]);
  expect(apple).toMatchObject([{ origin: 'b.json', readings: [{ value: '62' }] }]);
  expect(tables).toMatchObject([
    { origin: 'd.txt', readings: [], rejected: [{ line: 3 }] },
    {
      notation: 'iso',
      readings: [
        { time: '2025-06-15 11:00:10.000', value: '63', line: 2, origin: 'c.fit.csv' },
        { time: '2025-06-15 11:00:15', value: '64', line: 2, origin: 'd.txt' },
      ],
    },
  ]);
  await opened.close();
});
