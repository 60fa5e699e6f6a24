import { afterEach, beforeEach, expect, test } from 'vitest';
import { documentsOf, rejectedOf, sourceOf, TestFolder } from '../../files/fixtures/importing.ts';
import { zipArchive } from '../../files/fixtures/zipArchive.ts';

let folder: TestFolder;
beforeEach(() => {
  folder = new TestFolder();
});
afterEach(() => folder.remove());

const records = (bpm: number) =>
  JSON.stringify([
    { dateTime: '2019-11-05 21:11:40', value: { bpm, confidence: 2 } },
    { dateTime: '2019-11-05 21:11:45', value: { bpm: 70, confidence: 0 } },
    { dateTime: 'soon', value: { bpm: 71, confidence: 1 } },
    { dateTime: '2019-11-06 00:00:00', value: { bpm: 72, confidence: 1 } },
  ]);

test('times stay naive, confidence 0 is kept out, and what is no record is refused', async () => {
  const opened = await folder.open([folder.write('a', records(66))], { timeZone: 'Europe/Oslo' });
  expect(opened).toMatchObject({ rows: 4, rejectedCount: 2 });
  const documents = await documentsOf(sourceOf(opened));
  expect(documents.flatMap(({ readings }) => readings)).toEqual([
    { time: '2019-11-05 21:11:40', value: 66, line: 1 },
    { time: '2019-11-06 00:00:00', value: 72, line: 4 },
  ]);
  expect(documents[1]).toMatchObject({ notation: 'iso', timeZone: 'Europe/Oslo' });
  expect(await rejectedOf(opened)).toMatchObject([
    { reason: 'time-unreadable', line: 3 },
    { reason: 'no-skin-contact', line: 2 },
  ]);
  await opened.close();
});

test('people in their folders are told apart when asked for, and never mixed up', async () => {
  const archive = zipArchive([
    { name: 'pmdata/p01/fitbit/heart_rate.json', content: records(61) },
    { name: 'pmdata/p02/fitbit/heart_rate.json', content: records(62) },
  ]);
  const path = folder.write('pmdata.zip', archive);
  await expect(folder.open([path])).rejects.toMatchObject({
    code: 'INVALID_INPUT',
    message: expect.stringContaining('The column "folder" names 2 people: p01, p02'),
  });
  const opened = await folder.open([path], { userColumn: true });
  expect(opened.subjects).toMatchObject([
    { subject: 'p01', rows: 4 },
    { subject: 'p02', rows: 4 },
  ]);
  const documents = await documentsOf(sourceOf(opened, 'p02'));
  expect(documents.flatMap(({ readings }) => readings)).toMatchObject([
    { value: 62 },
    { value: 72 },
  ]);
  await opened.close();
});

test('a file in no folder names nobody', async () => {
  const path = folder.write('heart_rate.json', records(61));
  await expect(folder.open([path], { userColumn: true })).rejects.toThrow(/lies in no folder/);
});
