/** Tables as programs, spreadsheets and people write them: each gives its readings, or says why not. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkFile } from './files/checkFile.ts';
import { TestFolder } from './files/fixtures/importing.ts';
import { zipArchive } from './files/fixtures/zipArchive.ts';
import { tableOutcome } from './fixtures/tableOutcome.ts';

let folder: TestFolder;
beforeEach(() => {
  folder = new TestFolder();
});
afterEach(() => folder.remove());
const outcomeOf = (text: string | Buffer, name?: string) => tableOutcome(folder, text, name);

const at = '2025-06-15T13:00:05Z';

test('lines that a program writes before the header are refused as rows, so that none is lost', async () => {
  const text = 'Patient;Ann\n\nBegin;today\nTime;HR\n2025-06-15 14:00:05;61\n';
  const { samples, rejected, rows } = await outcomeOf(text);
  expect(samples).toEqual([[at, 61]]);
  expect(rows).toBe(3);
  expect(rejected).toMatchObject([
    { reason: 'row-malformed', line: 1, raw: 'Patient;Ann' },
    { reason: 'row-malformed', line: 3, raw: 'Begin;today' },
  ]);
});

test.each([
  ['units in brackets', 'Date/Time;Heart Rate (bpm)\n2025-06-15 14:00:05;61\n'],
  ['square brackets', 'Timestamp,HR [bpm]\n2025-06-15 14:00:05,61\n'],
  ['a comma within quotes', '"time","Heart rate, bpm"\n"2025-06-15 14:00:05","61"\n'],
  ['pipes', 'time|pulse\n2025-06-15 14:00:05|61\n'],
  ['German words', 'Datum;Uhrzeit;Herzfrequenz\n15.06.2025;14:00:05;61\n'],
  ['French words', 'Date;Heure;Fréquence cardiaque (bpm)\n2025-06-15;14:00:05;61\n'],
  ['Spanish words', 'Fecha,Hora,Frecuencia cardíaca\n2025-06-15,14:00:05,61\n'],
  ['Japanese words', '日付,時刻,心拍数\n2025-06-15,14:00:05,61\n'],
  ['comments before the header', '# exported by a watch\n#\ntime,bpm\n2025-06-15 14:00:05,61\n'],
  ['a header that is a comment', '# time, bpm\n2025-06-15 14:00:05, 61\n'],
  [
    'more comments than lines before a header, one of which could be a header',
    `# Annotation: note: x,time,bpm\n${'# Day 2025-06-15: 0 samples, not worn\n'.repeat(2_000)}time,bpm\n2025-06-15 14:00:05,61\n`,
  ],
  ['comments among the rows', 'time,bpm\n# a pause\n2025-06-15 14:00:05,61\n'],
  ['no header', '2025-06-15 14:00:05,61\n'],
  ['no header, the value first', '61;2025-06-15 14:00:05\n'],
  ['a delimiter at the end of each row', 'time,bpm\n2025-06-15 14:00:05,61,\n'],
  ['a delimiter at the end of each line', 'time,bpm,\n2025-06-15 14:00:05,61,\n'],
  ['rows that leave out what is empty', 'time,bpm,note,place\n2025-06-15 14:00:05,61\n'],
  ['UTC in its header', 'timestamp_utc,bpm\n2025-06-15 13:00:05,61\n'],
  ['UTC in brackets', 'Time (UTC),bpm\n2025-06-15 13:00:05,61\n'],
  ['a column of offsets', 'time,utc_offset,bpm\n2025-06-15 15:00:05,+02:00,61\n'],
  ['a column of zones', 'time,timezone,bpm\n2025-06-15 15:00:05,Europe/Berlin,61\n'],
  ['time zones as zone', 'time,zone,bpm\n2025-06-15 15:00:05,Europe/Berlin,61\n'],
  ['heart-rate zones as zone', 'time,bpm,zone\n2025-06-15 14:00:05,61,Fat Burn\n'],
  ['heart-rate zones by number', 'time,bpm,Zone\n2025-06-15 14:00:05,61,2\n'],
  [
    'offsets behind UTC',
    'start_time,time_offset,heart_rate\n2025-06-15 15:00:05.000,UTC+0200,61\n',
  ],
])('a table with %s is understood', async (_name, text) => {
  expect(await outcomeOf(text)).toMatchObject({ samples: [[at, 61]], rejected: [], rows: 1 });
});

test.each([
  ['72 bpm', 72],
  ['72.0', 72],
  [' 72 ', 72],
  ['72/min', 72],
])('the value "%s" is %i bpm', async (value, bpm) => {
  const { samples, notes } = await outcomeOf(`time;bpm\n2025-06-15 14:00:05;${value}\n`);
  expect(samples).toEqual([[at, bpm]]);
  expect(notes).toEqual([]);
});

test('parts of a beat are rounded, a half upwards, and it is said how often', async () => {
  const values = ['62.4', '62.5', '62,6', '6.25e1', '71.0'];
  const rows = values.map((value, i) => `2025-06-15 14:00:0${i};${value}`);
  const { samples, notes } = await outcomeOf(`time;bpm\n${rows.join('\n')}\n`);
  expect(samples.map(([, bpm]) => bpm)).toEqual([62, 63, 63, 63, 71]);
  expect(notes).toEqual([
    'watch.csv: 4 values were given with parts of a beat, and rounded to whole bpm (halves up).',
  ]);
});

test.each(['', 'NA', '-', '0', '0.4', '1,460', 'NaN', '301', '-60', '6 1'])(
  'the value "%s" is refused with its row, and nothing is made of it',
  async (value) => {
    const { samples, rejected } = await outcomeOf(`time;bpm\n2025-06-15 14:00:05;${value}\n`);
    expect(samples).toEqual([]);
    expect(rejected).toMatchObject([{ reason: expect.stringMatching(/^value-/), line: 2 }]);
  },
);

test('a row with more than the header has is refused, as a decimal comma without quotes makes it', async () => {
  const { samples, rejected } = await outcomeOf('time,bpm\n2025-06-15 14:00:05,62,5\n');
  expect(samples).toEqual([]);
  expect(rejected).toMatchObject([{ reason: 'row-malformed', line: 2 }]);
});

test('Fitabase writes months first, in tables of several people and in those of one', async () => {
  const several = 'Id,Time,Value\n2022484408,4/5/2016 7:21:00 AM,97\n';
  expect((await outcomeOf(several)).samples).toEqual([['2016-04-05T06:21:00Z', 97]]);
  const name = '2022484408_heartrate_1min_20160312_20160411.csv';
  const opened = await folder.open([folder.write(name, 'Time,Value\n4/5/2016 7:21:00 AM,97\n')], {
    userColumn: true,
  });
  expect(opened.subjects).toMatchObject([{ subject: '2022484408', rows: 1 }]);
  await opened.close();
});

test('two exports that overlap by a day count it once', async () => {
  const rows = ['4/11/2016 11:59:55 PM,60', '4/12/2016 12:00:00 AM,61', '4/12/2016 12:00:05 AM,62'];
  const table = (own: string[]) => `Id,Time,Value\n${own.map((row) => `7,${row}\n`).join('')}`;
  const archive = zipArchive([
    {
      name: 'Export 3.12.16-4.11.16/heartrate_seconds_merged.csv',
      content: table(rows.slice(0, 2)),
    },
    { name: 'Export 4.12.16-5.12.16/heartrate_seconds_merged.csv', content: table(rows.slice(1)) },
  ]);
  const { samples, rejected, rows: read } = await outcomeOf(archive, 'fitabase.zip');
  expect(samples.map(([, bpm]) => bpm)).toEqual([60, 61, 62]);
  expect({ read, rejected }).toEqual({ read: 4, rejected: [] });
});

test('people whom only the names of their files tell apart are not mixed up', async () => {
  const text = 'Time,Value\n4/5/2016 7:21:00 AM,97\n';
  const files = [
    '1_heartrate_1min_20160312_20160411.csv',
    '2_heartrate_1min_20160312_20160411.csv',
  ];
  const paths = files.map((name) => folder.write(name, text));
  await expect(folder.open(paths)).rejects.toThrow(/names 2 people: 1, 2/);
});

test('a table whose hours are in a column "hr" is not one of heart rates', async () => {
  await expect(outcomeOf('date,hr,min\n2025-06-15,14,0\n')).rejects.toThrow(
    /names no column for the heart rate/,
  );
});

test('three columns without a header are not guessed at', async () => {
  await expect(outcomeOf('7,2025-06-15 14:00:05,61\n')).rejects.toThrow(/has the header "7,2025/);
});

test('a file of which every row is refused says why', async () => {
  const text = 'time,bpm\n2025-06-15 14:00:05 EST,61\n2025-06-15 14:00:10 EST,62\n';
  const path = folder.write('a.csv', text);
  const note = expect.stringMatching(
    /^a\.csv: none of its 2 rows is a reading\. Line 2: "EST" means several zones/,
  );
  const opened = await folder.open([path]);
  expect(opened.notes).toEqual([note]);
  await opened.close();
  expect(await checkFile({ path })).toMatchObject({ rejected: 2, notes: [note] });
});

test('tables of the same exports that hold other measures are left out by name', async () => {
  for (const text of [
    'Id,ActivityMinute,Steps\n1,4/12/2016 12:00:00 AM,0\n',
    'Id,ActivityHour,Calories\n1,4/12/2016 12:00:00 AM,81\n',
    'Id,date,value,logId\n1,4/12/2016 2:47:30 AM,3,11380564589\n',
    'Start time,End time,Average heart rate (bpm)\n00:00:00,00:15:00,61\n',
  ]) {
    await expect(outcomeOf(text)).rejects.toThrow(/has the header/);
  }
});
