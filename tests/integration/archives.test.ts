/** Archives of every kind go through the pipeline, and again: the second time nothing changes. */
import { afterAll, describe, expect, it } from 'vitest';
import type { Run } from '#lib/contract/ingestions.ts';
import { TestFolder } from '#lib/etl/files/fixtures/importing.ts';
import { tgzArchive } from '#lib/etl/files/fixtures/tarArchive.ts';
import { zipArchive } from '#lib/etl/files/fixtures/zipArchive.ts';
import { addUserSource, type RegisteredParticipant } from '#lib/etl/participants.ts';
import { fitFile, timestamp } from '#lib/etl/sources/fit/fixtures/fitFile.ts';
import {
  takeoutCsv,
  takeoutJson,
  takeoutSamples,
} from '#lib/etl/sources/takeout/fixtures/takeoutDays.ts';
import { newUser, testDatabase, useSharedDatabase } from './support/database.ts';
import { ingestRecorded } from './support/ingest.ts';
import { fingerprint, storedSamples } from './support/stored.ts';

useSharedDatabase();

const folder = new TestFolder();
afterAll(() => folder.remove());

/** A run for each kind of file, in the order of the files. */
async function importFor(user: RegisteredParticipant, files: string[]): Promise<Run[]> {
  const opened = await folder.open(files, { timeZone: user.timeZone });
  try {
    const runs: Run[] = [];
    for (const subject of opened.subjects) {
      await addUserSource(testDatabase(), user.id, { source: subject.source });
      runs.push(
        await ingestRecorded(user, {
          sourceKey: subject.source,
          source: opened.sourceFor(subject),
          ...(subject.firstDate && { start: subject.firstDate }),
          ...(subject.lastDate && { end: subject.lastDate }),
        }),
      );
    }
    return runs;
  } finally {
    await opened.close();
  }
}

async function rejectedReasons(userId: string): Promise<Record<string, number>> {
  const rows = await testDatabase().sql<{ reason: string; count: number }[]>`
    select reason, count(*)::int as count from rejected_records
    where user_id = ${userId} group by reason`;
  return Object.fromEntries(rows.map(({ reason, count }) => [reason, count]));
}

const samples = takeoutSamples(Date.parse('2020-06-14T23:00:00Z'), 300);
const untouched = samples.filter(({ confidence }) => confidence === 0).length;
const worn = samples.length - untouched;

describe('a Takeout of two parts, with JSON and CSV of the same day', () => {
  it('is stored once, says of each row what became of it, and changes nothing the second time', async () => {
    const user = await newUser({ source: 'takeout', dataSeed: null });
    const json = {
      name: 'Takeout/Fitbit/Global Export Data/a.json',
      content: takeoutJson(samples),
    };
    const csv = {
      name: 'Takeout/Fitbit/Physical Activity_GoogleData/a.csv',
      content: takeoutCsv(samples),
    };
    const files = [
      folder.write('takeout-1.zip', zipArchive([json])),
      folder.write('takeout-2.tgz', await tgzArchive([csv])),
    ];
    const [first] = await importFor(user, files);
    expect(first).toMatchObject({
      status: 'succeeded',
      rows: {
        read: 2 * samples.length,
        new: worn,
        duplicate: worn,
        rejected: 2 * untouched,
        changed: 0,
        conflicting: 0,
      },
    });
    const kept = samples.filter(({ confidence }) => confidence > 0);
    expect(await storedSamples(user.id)).toEqual({
      t: kept.map(({ ms }) => ms),
      value: kept.map(({ bpm }) => bpm),
    });
    expect(await rejectedReasons(user.id)).toEqual({ 'no-skin-contact': 2 * untouched });

    const before = await fingerprint(user.id);
    const [second] = await importFor(user, files);
    expect(second).toMatchObject({
      status: 'succeeded',
      rows: { new: 0, changed: 0, unchanged: worn, duplicate: worn, rejected: 2 * untouched },
    });
    expect(await fingerprint(user.id)).toEqual(before);
    expect(await rejectedReasons(user.id)).toEqual({ 'no-skin-contact': 2 * untouched });
  });
});

describe('an export of Apple Health and a FIT file of the same person', () => {
  it('go in together, and change nothing the second time', async () => {
    const user = await newUser({ source: 'apple-health', dataSeed: null });
    const xml =
      '<?xml version="1.0"?><!DOCTYPE HealthData [<!ELEMENT HealthData ANY>]><HealthData>' +
      '<Record type="HKQuantityTypeIdentifierHeartRate" unit="count/min" startDate="2022-10-30 01:05:00 +0100" value="64"/>' +
      '<Record type="HKQuantityTypeIdentifierHeartRate" unit="count/min" startDate="2022-10-30 01:05:00 +0000" value="58"/>' +
      '</HealthData>';
    const fit = fitFile([
      {
        number: 20,
        fields: [timestamp('2022-10-30T12:00:00Z'), { number: 3, type: 0x02, bytes: [130] }],
      },
    ]);
    const files = [
      folder.write(
        'export.zip',
        zipArchive([{ name: 'apple_health_export/export.xml', content: xml }]),
      ),
      folder.write('run.fit', fit),
    ];
    const first = await importFor(user, files);
    const apart = [
      { status: 'succeeded', source: 'apple-health', rows: { read: 2, new: 2, rejected: 0 } },
      { status: 'succeeded', source: 'fit', rows: { read: 1, new: 1, rejected: 0 } },
    ];
    expect(first).toMatchObject(apart);
    expect(await storedSamples(user.id)).toEqual({
      t: ['2022-10-30T00:05:00Z', '2022-10-30T01:05:00Z', '2022-10-30T12:00:00Z'].map(Date.parse),
      value: [64, 58, 130],
    });
    const before = await fingerprint(user.id);
    const second = await importFor(user, files);
    expect(second).toMatchObject([
      { status: 'succeeded', rows: { new: 0, changed: 0, unchanged: 2 } },
      { status: 'succeeded', rows: { new: 0, changed: 0, unchanged: 1 } },
    ]);
    expect(await fingerprint(user.id)).toEqual(before);
  });
});
