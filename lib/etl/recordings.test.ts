/** Real recordings, read from beside the project where they are there: every row is accounted for. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { documentsOf, sourceOf, TestFolder } from './files/fixtures/importing.ts';
import { transformHeartRate } from './transformers/heart_rate.ts';

const recordings = resolve('../shared/data/stanford-fitbit');
const fitFiles = resolve('../shared/data/fit');
const absent = !existsSync(recordings);
const hint = absent ? ` (skipped: ${recordings} is not there)` : '';

const folder = new TestFolder();
afterAll(() => folder.remove());

const timeZone = 'America/Los_Angeles';
const context = { timeZone, now: Date.parse('2026-11-01T00:00:00Z') };

function outcome(name: string) {
  return outcomeOf(join(recordings, `${name}_hr.csv.zip`));
}

async function outcomeOf(path: string) {
  const opened = await folder.open([path], { timeZone });
  const documents = await documentsOf(sourceOf(opened));
  await opened.close();
  const days = documents.map((document) => transformHeartRate(document, context));
  const sum = (count: (day: (typeof days)[number]) => number) =>
    days.reduce((total, day) => total + count(day), 0);
  return {
    rows: opened.rows,
    days: sum((day) => day.days.length),
    samples: sum((day) => day.days.reduce((total, { t }) => total + t.length, 0)),
    duplicate: sum((day) => day.counts.duplicate),
    conflicting: sum((day) => day.counts.conflicting),
    rejected: sum((day) => day.counts.rejected),
    notes: days.flatMap((day) => day.notes),
    overruled: days.flatMap((day) => day.rejected),
  };
}

const clean = { duplicate: 0, rejected: 0 };

test.skipIf(absent)(`A4G0044: all rows are samples${hint}`, async () => {
  expect(await outcome('A4G0044')).toMatchObject({
    ...clean,
    rows: 124_190,
    samples: 124_190,
    conflicting: 0,
    days: 91,
    notes: [],
  });
});

test.skipIf(absent)(
  `APGIB2T: a night recorded twice gives conflicts, and the second hour of autumn is missing${hint}`,
  async () => {
    const result = await outcome('APGIB2T');
    expect(result).toMatchObject({
      ...clean,
      rows: 152_491,
      samples: 152_440,
      conflicting: 51,
      days: 91,
    });
    expect(result.overruled).toHaveLength(51);
    expect(result.overruled[0]).toMatchObject({
      reason: 'overruled-by-later-row',
      origin: 'APGIB2T_hr.csv.zip/APGIB2T_hr.csv',
    });
    expect(result.notes).toHaveLength(1);
    expect(result.notes[0]).toContain('60 were read as its first pass and 0 as its second');
  },
);

test.skipIf(absent)(`AS2MVDL: one conflict, named with both values and line${hint}`, async () => {
  const result = await outcome('AS2MVDL');
  expect(result).toMatchObject({
    ...clean,
    rows: 127_423,
    samples: 127_422,
    conflicting: 1,
    days: 91,
  });
  expect(result.overruled[0]?.detail).toMatch(/^91 bpm at .* gave way to 90 bpm of line 127147 /);
  expect(result.notes).toHaveLength(1);
});

test.skipIf(absent)(`A0NVTRV: all rows are samples${hint}`, async () => {
  expect(await outcome('A0NVTRV')).toMatchObject({
    ...clean,
    rows: 372_105,
    samples: 372_105,
    conflicting: 0,
    days: 71,
    notes: [],
  });
});

const fitAbsent = !existsSync(fitFiles);
const fitHint = fitAbsent ? ` (skipped: ${fitFiles} is not there)` : '';

test.skipIf(fitAbsent).each([
  ['activity-small-fenix2-run', { rows: 2_808, samples: 2_808, duplicate: 0, conflicting: 0 }],
  // Seconds that the device wrote twice, two of them with another value.
  ['garmin-edge-500-activity', { rows: 10_686, samples: 10_671, duplicate: 13, conflicting: 2 }],
  // 1,415 hr messages in four chained files; the last is filled up with its last beat.
  ['event_timestamp', { rows: 11_292, samples: 11_286, duplicate: 6, conflicting: 0 }],
])(`%s.fit: every heart rate is accounted for${fitHint}`, async (name, counts) => {
  const result = await outcomeOf(join(fitFiles, `${name}.fit`));
  expect(result).toMatchObject({ ...counts, rejected: 0, days: 1, notes: [] });
});

test.skipIf(fitAbsent).each([
  [
    'activity-settings-corruptheader',
    /its header is corrupt, as it announces 771 bytes and 83 more/,
  ],
  ['activity-unexpected-eof', /cut off: its header announces 771 bytes and there are 768/],
  ['WeightScaleSingleUser', /sound FIT file \(weight scale\), but there is no heart rate in it/],
])(`%s.fit is refused by name${fitHint}`, async (name, why) => {
  const path = join(fitFiles, `${name}.fit`);
  await expect(folder.open([path])).rejects.toMatchObject({
    code: 'FILE_UNREADABLE',
    message: expect.stringMatching(why),
    details: { file: path },
  });
});
