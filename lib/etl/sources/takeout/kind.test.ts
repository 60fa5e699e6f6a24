import { afterEach, beforeEach, expect, test } from 'vitest';
import type { FileImport } from '../../files/fileImport.ts';
import { documentsOf, rejectedOf, sourceOf, TestFolder } from '../../files/fixtures/importing.ts';
import { tarArchive, tgzArchive } from '../../files/fixtures/tarArchive.ts';
import { zipArchive } from '../../files/fixtures/zipArchive.ts';
import { takeoutCsv, takeoutJson, takeoutSamples } from './fixtures/takeoutDays.ts';

let folder: TestFolder;
beforeEach(() => {
  folder = new TestFolder();
});
afterEach(() => folder.remove());

/** A British summer’s day in its file: 23:00 UTC of the day before to 23:00. */
const samples = takeoutSamples(Date.parse('2020-06-14T23:00:00Z'), 60);
const untouched = samples.filter(({ confidence }) => confidence === 0).length;
const worn = samples.length - untouched;

const json = { name: 'heart_rate-2020-06-15.json', content: takeoutJson(samples) };
const csv = { name: 'heart_rate_2020-06-15.csv', content: takeoutCsv(samples) };
const inFolder = (path: string, file: { name: string; content: string }) => ({
  name: `${path}/${file.name}`,
  content: file.content,
});

/** What an import hands over, in all; one moment with one value again is a duplicate. */
async function outcomeOf(opened: FileImport) {
  const documents = await documentsOf(sourceOf(opened));
  const readings = documents.flatMap((document) => document.readings);
  const rejected = documents.flatMap((document) => document.rejected ?? []);
  const distinct = new Set(
    readings.map(({ time, value }) => `${Date.parse(time)} ${Number(value)}`),
  );
  return {
    documents: documents.length,
    read: readings.length + rejected.length,
    rejected: rejected.length,
    duplicate: readings.length - distinct.size,
    samples: distinct.size,
  };
}

const once = {
  read: samples.length,
  rejected: untouched,
  duplicate: 0,
  samples: worn,
  documents: 1,
};

test('times are UTC though a file is of a local day, and confidence 0 is kept out and counted', async () => {
  const opened = await folder.open([folder.write('anything', json.content)]);
  expect(opened).toMatchObject({ rows: samples.length, rejectedCount: untouched, notes: [] });
  expect(opened.subjects).toMatchObject([{ firstDate: '2020-06-15', lastDate: '2020-06-15' }]);
  expect(await outcomeOf(opened)).toEqual(once);
  const [refused] = await rejectedOf(opened);
  expect(refused).toEqual({
    reason: 'no-skin-contact',
    detail: 'Its confidence is 0: the device had no contact with the skin, so it measured nothing.',
    origin: 'anything',
    line: 1,
    raw: '{"time":"2020-06-14T23:00:00Z","value":70}',
  });
  await opened.close();
});

test.each([
  ['Takeout/Fitbit/Physical Activity', 'Takeout/Fitbit/Physical Activity_GoogleData'],
  [
    'Takeout/Google Health/Global Export Data',
    'Takeout/Google Health/Physical Activity_GoogleData',
  ],
  ['Global Export Data', 'Physical Activity_GoogleData'],
])(
  'in an archive with %s the CSV twins count once, and placeholders stay out with them',
  async (old, twin) => {
    const entries = [inFolder(twin, csv), inFolder(old, json)];
    for (const archive of [
      zipArchive(entries),
      await tgzArchive(entries),
      await tarArchive(entries),
    ]) {
      const opened = await folder.open([folder.write('takeout', archive)]);
      expect(opened.notes).toEqual([]);
      expect(await outcomeOf(opened)).toEqual({
        ...once,
        read: 2 * samples.length,
        rejected: 2 * untouched,
        duplicate: worn,
      });
      await opened.close();
    }
  },
);

test('a CSV alone says nothing of contact, so it is taken as it is', async () => {
  const opened = await folder.open([folder.write('a.csv', csv.content)]);
  expect(await outcomeOf(opened)).toMatchObject({ read: samples.length, rejected: 0 });
  await opened.close();
});

test('a second device at the moment of a placeholder keeps its value', async () => {
  const [first] = samples;
  const other = takeoutCsv([{ ms: first?.ms ?? 0, bpm: 64, confidence: 0 }]);
  const paths = [folder.write('a.json', json.content), folder.write('b.csv', other)];
  const opened = await folder.open(paths);
  expect(await outcomeOf(opened)).toMatchObject({ samples: worn + 1 });
  await opened.close();
});

test('several parts are one export; a part without heart rate is named and stops nothing', async () => {
  const steps = '[{"dateTime":"06/15/20 00:00:00","value":"0"}]';
  const parts = [
    folder.write('takeout-1.zip', zipArchive([inFolder('Takeout/Fitbit/Physical Activity', json)])),
    folder.write('takeout-2.tgz', await tgzArchive([inFolder('Takeout/Fitbit/x', csv)])),
    folder.write(
      'takeout-3.zip',
      zipArchive([{ name: 'Takeout/Fitbit/steps.json', content: steps }]),
    ),
  ];
  const opened = await folder.open(parts);
  expect(await outcomeOf(opened)).toMatchObject({ duplicate: worn, rejected: 2 * untouched });
  expect(opened.notes[0]).toMatch(/takeout-3\.zip holds no heart rate that can be read/);
  expect(opened.notes[1]).toMatch(/^Skipped: takeout-3\.zip\/.*steps\.json is JSON, but no list/);
  await opened.close();
});

test('what lies beside the samples of a Takeout, of Fitbit and of Google Fit, is left out by name', async () => {
  const fit =
    '{"Data Source":"raw:com.google.heart_rate.bpm:com.example:","Data Points":[{"fitValue":[{"value":{"fpVal":62.0}}]}]}';
  const others: [string, string][] = [
    ['Takeout/Fitbit/Datos de exportación global/heart_rate-2020-06-16.json', '[ ]'],
    [
      'Takeout/Fitbit/Datos de exportación global/time_in_heart_rate_zones-2020-06-15.json',
      '[{"dateTime":"06/15/20 00:00:00","value":{"valuesInZones":{"BELOW_DEFAULT_ZONE_1":1284.0}}}]',
    ],
    [
      'Takeout/Fitbit/Datos de exportación global/sleep-2020-06-01.json',
      '[{"logId":1,"startTime":"2020-06-15T23:01:30.000","levels":{"data":[]}}]',
    ],
    [
      'Takeout/Fitbit/Physical Activity_GoogleData/daily_heart_rate_average.csv',
      'timestamp,beats per minute,data source\n2020-06-15T22:01:13Z,51,Watch\n',
    ],
    [
      'Takeout/Fitbit/Heart Rate Variability/Heart Rate Variability Details - 2020-06-15.csv',
      'timestamp,rmssd,coverage,low_frequency,high_frequency\n2020-06-15T01:00:00,41.1,0.9,1,2\n',
    ],
    ['Takeout/Fit/All Data/raw_com.google.heart_rate.bpm_com.example.json', fit],
    [
      'Takeout/Fit/Daily activity metrics/2020-06-15.csv',
      'Start time,End time,Average heart rate (bpm)\n00:00:00.000+01:00,00:15:00.000+01:00,61\n',
    ],
    ['Takeout/archive_browser.html', '<!DOCTYPE html><html></html>'],
  ];
  const archive = zipArchive([
    ...others.map(([name, content]) => ({ name, content })),
    inFolder('Takeout/Fitbit/Datos de exportación global', json),
    inFolder('Takeout/Google Health/Physical Activity_GoogleData/Heart Rate', csv),
  ]);
  const opened = await folder.open([folder.write('t.zip', archive)]);
  expect(await outcomeOf(opened)).toEqual({
    ...once,
    read: 2 * samples.length,
    rejected: 2 * untouched,
    duplicate: worn,
  });
  expect(opened.notes).toHaveLength(others.length);
  for (const [name] of others) {
    expect(opened.notes).toContainEqual(expect.stringContaining(`Skipped: t.zip/${name} `));
  }
  await opened.close();
});

test('a damaged file in an archive stops nothing but itself, leaves no row behind, and is named', async () => {
  const good = inFolder('Takeout/Fitbit/Global Export Data', json);
  const broken = (name: string, content: string) => ({ name, content });
  const archive = zipArchive([
    broken('heart_rate-cut.json', json.content.slice(0, 20_000)),
    { ...broken('heart_rate-checksum.json', json.content), claimedCrc: 1 },
    good,
  ]);
  const opened = await folder.open([folder.write('t.zip', archive)]);
  expect(opened.notes).toEqual([
    expect.stringMatching(/^Damaged and left out: t\.zip\/heart_rate-cut\.json ends in the middle/),
    expect.stringMatching(/^Damaged and left out: t\.zip\/heart_rate-checksum\.json .*checksum/),
  ]);
  expect(opened.rows).toBe(samples.length);
  expect(opened.rejectedCount).toBe(untouched);
  expect(await outcomeOf(opened)).toEqual(once);
  await opened.close();
});

test('records that are no reading are refused one by one', async () => {
  const record = (dateTime: string, value: unknown) => JSON.stringify({ dateTime, value });
  const text = `[${[
    record('06/15/20 10:00:00', { bpm: 61, confidence: 3 }),
    '{"dateTime":nonsense}',
    record('06/15/20 10:00:10', {}),
    record('13/45/20 10:00:15', { bpm: 63, confidence: 1 }),
    record('06/15/20 10:00:20', { bpm: '64', confidence: 2 }),
    record('06/15/20 10:00:25', { bpm: 65 }),
  ].join(',')}]`;
  const opened = await folder.open([folder.write('a.json', text)]);
  expect(opened).toMatchObject({ rows: 6, rejectedCount: 3 });
  expect(await rejectedOf(opened)).toMatchObject([
    { reason: 'row-malformed', line: 2, raw: '{"dateTime":nonsense}' },
    { reason: 'row-malformed', line: 3 },
    { reason: 'time-unreadable', line: 4 },
  ]);
  const documents = await documentsOf(sourceOf(opened));
  expect(documents.at(-1)?.readings).toEqual([
    { time: '2020-06-15T10:00:00Z', value: 61, line: 1 },
    { time: '2020-06-15T10:00:20Z', value: '64', line: 5 },
    { time: '2020-06-15T10:00:25Z', value: 65, line: 6 },
  ]);
  await opened.close();
});

test('a user column cannot be asked of a file that names nobody', async () => {
  const path = folder.write('a.json', json.content);
  await expect(folder.open([path], { userColumn: true })).rejects.toThrow(
    /heart rate of a Google Takeout, which names no person; import it with --user/,
  );
});
