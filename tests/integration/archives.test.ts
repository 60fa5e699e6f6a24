/** Archives of every kind go through the pipeline, and again: the second time nothing changes. */
import { afterAll, describe, expect, it } from 'vitest';
import { getSources } from '#db/queries/getSources.ts';
import { getSummary } from '#db/queries/getSummary.ts';
import { requestWithdrawal } from '#jobs/requestSourceChange.ts';
import type { Run } from '#lib/contract/ingestions.ts';
import { findSourceChange, performSourceChange } from '#lib/etl/changeSources.ts';
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
import { ledgerOf } from './support/ledger.ts';
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

describe('a Takeout with the vendor’s resting heart rates', () => {
  const record = (date: string, value: number) =>
    `{"dateTime":"${date} 00:00:00","value":{"date":"${value === 0 ? '01/01/70' : date}","value":${value},"error":6.1}}`;
  const resting = `[${record('06/15/20', 61.37)},${record('06/16/20', 0)},${record('06/17/20', 501)},${record('06/18/20', 58.25)}]`;
  const twin =
    'timestamp,beats per minute\n2020-06-15T00:00:00Z,61\n2020-06-18T00:00:00Z,71\n2020-06-19T00:00:00Z,57\n';
  const files = () => [
    folder.write(
      'resting.zip',
      zipArchive([
        { name: 'Fitbit/Physical Activity_GoogleData/daily_resting_heart_rate.csv', content: twin },
        { name: 'Fitbit/Global Export Data/resting_heart_rate-2020-01-01.json', content: resting },
        { name: 'Fitbit/Global Export Data/heart_rate-a.json', content: takeoutJson(samples) },
      ]),
    ),
  ];
  const shownOf = async (userId: string) => {
    const { days } = await getSummary({ userId, start: '2020-06-01', end: '2020-06-30' });
    return days.map(({ date, restingHeartRate, restingHeartRateMethod }) => [
      date,
      restingHeartRate,
      restingHeartRateMethod,
    ]);
  };

  it('shows them as the series, counts them in the run, and changes nothing the second time', async () => {
    const user = await newUser({ source: 'takeout', dataSeed: null });
    const [first] = await importFor(user, files());
    const counted = { read: 6, duplicate: 1, conflicting: 1, rejected: 1, changed: 0 };
    expect(first).toMatchObject({
      rows: { read: samples.length, new: worn },
      rowsBeside: { heart_rate_summary: { ...counted, new: 3, unchanged: 0 } },
    });
    expect(await shownOf(user.id)).toEqual([
      ['2020-06-15', 61.37, 'vendor'],
      ['2020-06-18', 58.25, 'vendor'],
      ['2020-06-19', 57, 'vendor'],
    ]);
    const reasons = await rejectedReasons(user.id);
    expect(reasons).toMatchObject({ 'row-malformed': 1, 'overruled-by-later-row': 1 });
    const before = await fingerprint(user.id);
    const [second] = await importFor(user, files());
    expect(second?.rowsBeside).toEqual({
      heart_rate_summary: { ...counted, new: 0, unchanged: 3 },
    });
    expect(await fingerprint(user.id)).toEqual(before);
    expect(await rejectedReasons(user.id)).toEqual(reasons);
  });

  it('alone are all the days that a run has, and none of heart rate in the ledger', async () => {
    const user = await newUser({ source: 'takeout', dataSeed: null });
    const alone = `[${record('06/15/20', 61.37)},${record('06/16/20', 58.25)}]`;
    const [run] = await importFor(user, [folder.write('resting_heart_rate-2020.json', alone)]);
    expect(run).toMatchObject({ status: 'succeeded', days: { done: 2, total: 2 } });
    expect(run?.rows.read).toBe(0);
    expect(await ledgerOf(user.id)).toEqual([]);
  });

  it('goes with its source, and the method with it', async () => {
    const user = await newUser({ source: 'takeout', dataSeed: null });
    await importFor(user, files());
    await importFor(user, [folder.write('other.csv', 'timestamp,bpm\n2020-06-20T10:00:00Z,60\n')]);
    const { sources } = await getSources(user.id, {});
    expect(sources).toMatchObject([{ vendorDays: 3 }, { vendorDays: 0 }]);
    await requestWithdrawal(user.id, 'takeout', 'takeout');
    const [asked] = await testDatabase().sql<{ id: number }[]>`
      select id::int as id from source_changes where user_id = ${user.id}`;
    const change = asked && (await findSourceChange(testDatabase(), asked.id));
    if (!change) throw new Error('the change is not written down');
    await performSourceChange(testDatabase(), change, new AbortController().signal);
    expect(await shownOf(user.id)).toEqual([['2020-06-20', null, null]]);
    const [{ method } = { method: '' }] = await testDatabase().sql<{ method: string }[]>`
      select resting_heart_rate_method as method from users where id = ${user.id}`;
    expect(method).toBe('lowest-30-minute-mean');
  });
});
