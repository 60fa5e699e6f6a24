/** Resting heart rates that vendors write beside the samples, a figure a day. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { RawHeartRateSummary } from '../types.ts';
import { checkFile } from './checkFile.ts';
import type { FileImport } from './fileImport.ts';
import { documentsOf, rejectedOf, sourceOf, TestFolder } from './fixtures/importing.ts';
import { zipArchive } from './fixtures/zipArchive.ts';

let folder: TestFolder;
beforeEach(() => {
  folder = new TestFolder();
});
afterEach(() => folder.remove());

const record = (dateTime: string, date: string | null, value: unknown) =>
  JSON.stringify({ dateTime, value: { date, value, error: 6.1 } });

const takeoutJson = `[${[
  record('01/01/20 00:00:00', '01/01/20', 61.37),
  record('01/02/20 00:00:00', null, 0.0),
  record('01/03/20 00:00:00', '01/03/20', 60.5),
].join(',')}]`;

async function figuresOf(opened: FileImport, name?: string): Promise<RawHeartRateSummary[]> {
  const participant = {
    ...{ id: 'someone', timeZone: 'Europe/London', source: 'takeout' },
    ...{ sourceSettings: {}, dataSeed: null },
  };
  const window = { start: '2000-01-01', end: '2000-01-01', now: 0 };
  const { signal } = new AbortController();
  const { heart_rate_summary: extract } = sourceOf(opened, name).extractors;
  return await Array.fromAsync(extract?.({ participant, window, signal }) ?? []);
}

const daysOf = (figures: RawHeartRateSummary[]) =>
  figures.map(({ date, restingHeartRate }) => [date, Number(restingHeartRate)]);

test('a Takeout’s resting heart rates are figures of days, and its zeros are none', async () => {
  const path = folder.write('resting_heart_rate-2020-01-01.json', takeoutJson);
  const opened = await folder.open([path]);
  expect(opened).toMatchObject({ rows: 0, rejectedCount: 0, notes: [] });
  expect(opened.subjects).toMatchObject([
    { source: 'takeout', figures: 2, rows: 0, firstDate: '2020-01-01', lastDate: '2020-01-03' },
  ]);
  expect(daysOf(await figuresOf(opened))).toEqual([
    ['2020-01-01', 61.37],
    ['2020-01-03', 60.5],
  ]);
  expect(await documentsOf(sourceOf(opened))).toEqual([]);
  await opened.close();
  expect(await checkFile({ path })).toMatchObject({
    kinds: ['takeout'],
    rows: 0,
    people: [{ figures: 2, firstDate: '2020-01-01', lastDate: '2020-01-03' }],
  });
});

test('midnight UTC in Takeout’s table is the person’s own day, wherever the person is', async () => {
  const text =
    'timestamp,beats per minute,data source\n2020-01-01T00:00:00Z,61,Watch\n2020-01-02T00:00:00Z,0,Watch\n2020-01-04T00:00:00Z,59.0,Watch\n';
  for (const name of ['daily_resting_heart_rate.csv', 'renamed.csv']) {
    const opened = await folder.open([folder.write(name, text)], {
      timeZone: 'America/New_York',
    });
    expect(daysOf(await figuresOf(opened))).toEqual([
      ['2020-01-01', 61],
      ['2020-01-04', 59],
    ]);
    await opened.close();
  }
});

test('of JSON and its rounded twin the exact figure is handed over, whichever comes first', async () => {
  const csv = { name: 'G/daily_resting_heart_rate.csv', content: twin };
  const json = { name: 'E/resting_heart_rate-2020-01-01.json', content: takeoutJson };
  for (const entries of [
    [csv, json],
    [json, csv],
  ]) {
    const opened = await folder.open([folder.write('t.zip', zipArchive(entries))]);
    const [first, second] = await figuresOf(opened);
    expect(first).toMatchObject({
      date: '2020-01-01',
      restingHeartRate: 61.37,
      overruled: [{ restingHeartRate: '61', origin: 't.zip/G/daily_resting_heart_rate.csv' }],
    });
    expect(second).toMatchObject({ restingHeartRate: 60.5 });
    await opened.close();
  }
});
const twin = 'timestamp,beats per minute\n2020-01-01T00:00:00Z,61\n';

test('Apple’s resting heart rate is of the local day on which it begins', async () => {
  const of = (type: string, start: string, value: string) =>
    `<Record type="HKQuantityTypeIdentifier${type}" unit="count/min" startDate="${start}" endDate="${start}" value="${value}"/>`;
  const xml = `<HealthData>${of('HeartRate', '2022-10-30 01:05:00 +0100', '64')}${of('RestingHeartRate', '2022-10-29 19:00:00 -0400', '52')}${of('WalkingHeartRateAverage', '2022-10-30 00:00:00 +0100', '99')}</HealthData>`;
  const opened = await folder.open([folder.write('export.xml', xml)]);
  expect(opened.subjects).toMatchObject([{ source: 'apple-health', rows: 1, figures: 1 }]);
  expect(daysOf(await figuresOf(opened))).toEqual([['2022-10-30', 52]]);
  await opened.close();
});

test('PMData’s resting heart rates are those of the person in whose folder they lie', async () => {
  const resting = (value: number) => `[${record('2019-11-01 00:00:00', '11/01/19', value)}]`;
  const archive = zipArchive([
    { name: 'pmdata/p01/fitbit/resting_heart_rate.json', content: resting(53.74) },
    { name: 'pmdata/p02/fitbit/resting_heart_rate.json', content: resting(61.2) },
  ]);
  const opened = await folder.open([folder.write('pmdata.zip', archive)], { userColumn: true });
  expect(opened.subjects).toMatchObject([
    { subject: 'p01', source: 'pmdata', figures: 1 },
    { subject: 'p02', source: 'pmdata', figures: 1 },
  ]);
  expect(daysOf(await figuresOf(opened, 'p02'))).toEqual([['2019-11-01', 61.2]]);
  await opened.close();
});

test('Fitabase’s days are month first; a table of days that may be either is asked about', async () => {
  const fitabase =
    'Id,ActivityDate,TotalSteps,RestingHeartRate\n7,4/5/2016,1000,61\n7,4/6/2016,0,\n7,4/7/2016,900,60\n';
  const opened = await folder.open([folder.write('dailyActivity_merged.csv', fitabase)]);
  expect(daysOf(await figuresOf(opened))).toEqual([
    ['2016-04-05', 61],
    ['2016-04-07', 60],
  ]);
  await opened.close();
  const path = folder.write('mine.csv', 'Date;Resting HR\n4/5/2016;61,5\n');
  await expect(folder.open([path])).rejects.toThrow(/may be day first or month first/);
  const dayFirst = await folder.open([path], { dates: 'day-first' });
  expect(daysOf(await figuresOf(dayFirst))).toEqual([['2016-05-04', 61.5]]);
  await dayFirst.close();
});

test('a record without its day is refused with what is wrong, and a damaged file leaves no figure', async () => {
  const broken = `[${record('01/01/20 00:00:00', 'soon', 61.37)},{"value":1},nonsense]`;
  const archive = zipArchive([
    { name: 'resting_heart_rate-2019.json', content: broken },
    { name: 'resting_heart_rate-2020.json', content: takeoutJson },
    { name: 'resting_heart_rate-2021.json', content: takeoutJson.slice(0, -20) },
  ]);
  const opened = await folder.open([folder.write('t.zip', archive)]);
  expect(opened).toMatchObject({ rows: 3, rejectedCount: 3 });
  expect(opened.notes).toEqual([
    expect.stringMatching(/2019\.json: none of its 3 rows is a reading\. Line 1: Its value\.date/),
    expect.stringMatching(/2021\.json ends in the middle/),
  ]);
  expect((await rejectedOf(opened)).map(({ detail }) => detail)).toEqual([
    'Its value.date is no date such as 04/12/20.',
    'It is no record of resting heart rate: value.value is needed.',
    'It is no JSON.',
  ]);
  expect(await figuresOf(opened)).toMatchObject([{ restingHeartRate: 61.37 }, {}]);
  expect((await figuresOf(opened)).every(({ overruled }) => overruled === undefined)).toBe(true);
  await opened.close();
});
