/** Files go through upload, check and worker, and every row of them is accounted for. */
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { getImports } from '#db/queries/getImports.ts';
import { getUser } from '#db/queries/getUsers.ts';
import type { RunningWorker } from '#jobs/startWorker.ts';
import { zipArchive } from '#lib/etl/files/fixtures/zipArchive.ts';
import { cleanUploads } from '#lib/imports/cleaning.ts';
import { newUser, testDatabase, useOwnDatabase } from './support/database.ts';
import {
  beginUpload,
  cancelImport,
  checkedImport,
  chooseColumns,
  newImport,
  sendPiece,
  startImport,
  untilImport,
  upload,
} from './support/imports.ts';
import { storedSamples } from './support/stored.ts';
import { until } from './support/until.ts';
import { jobsOf, startTestWorker, stopTestWorker } from './support/worker.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'heartline-imports-'));
process.env.DATA_DIR = dataDir;
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

useOwnDatabase();
let worker: RunningWorker;
beforeAll(async () => {
  worker = await startTestWorker({ DATA_DIR: dataDir });
});
afterAll(() => stopTestWorker(worker));

const uploads = () => readdirSync(join(dataDir, 'uploads'));

const table =
  'timestamp,value\n2025-06-15 10:00:00,60\n2025-06-15 10:00:05,61\n2025-06-16 10:00:00,x\n';

describe('a table without offsets', () => {
  it('is checked, imported for a new user in the zone that was said, and its upload goes', async () => {
    const checked = await checkedImport({ 'my watch.csv': table });
    expect(checked.files).toMatchObject([
      {
        name: 'my watch.csv',
        size: table.length,
        received: table.length,
        check: { kinds: ['csv'], rows: 3, naive: 3, notes: [] },
        preview: { header: ['timestamp', 'value'] },
      },
    ]);
    expect(checked.people).toEqual([
      {
        name: null,
        rows: 3,
        rejected: 0,
        figures: 0,
        firstDate: '2025-06-15',
        lastDate: '2025-06-16',
      },
    ]);
    const people = [{ user: 'kai', create: true, timeZone: 'Asia/Kolkata' }];
    expect(await startImport(checked.id, people)).toMatchObject({ state: 'queued' });
    const done = await untilImport(checked.id, 'done');
    expect(done.runs).toMatchObject([
      {
        userId: 'kai',
        trigger: 'import',
        status: 'succeeded',
        importId: checked.id,
        rows: { read: 3, new: 2, rejected: 1 },
      },
    ]);
    expect(done.targets).toEqual([{ name: null, userId: 'kai', timeZone: 'Asia/Kolkata' }]);
    expect((await storedSamples('kai')).t).toEqual([
      Date.parse('2025-06-15T04:30:00Z'),
      Date.parse('2025-06-15T04:30:05Z'),
    ]);
    await until(() => expect(uploads()).toEqual([]));
  });

  it('is done although its upload could not be removed, which the cleaning does later', async () => {
    const user = await newUser({ source: 'csv', timeZone: 'UTC' });
    const checked = await checkedImport({ 'stuck.csv': table });
    const [upload = ''] = uploads().filter((name) => !name.endsWith('.json'));
    const note = join(dataDir, 'uploads', `${upload}.json`);
    // A folder is not removed as a file is.
    rmSync(note);
    mkdirSync(note);
    await startImport(checked.id, [{ user: user.id }]);
    await untilImport(checked.id, 'done');
    await until(async () => expect(await jobsOf('import_files')).toEqual([]));
    expect(await untilImport(checked.id, 'done')).toMatchObject({ error: null });
    rmSync(note, { recursive: true });
    expect(await cleanUploads(testDatabase(), dataDir)).toBe(1);
  });

  it('brought again, changes nothing, and a user who is known needs no zone', async () => {
    const again = await checkedImport({ 'my watch.csv': table });
    await startImport(again.id, [{ user: 'kai' }]);
    const done = await untilImport(again.id, 'done');
    expect(done.runs).toMatchObject([{ rows: { new: 0, changed: 0, unchanged: 2, rejected: 1 } }]);
    const { imports } = await getImports({ limit: 1 });
    expect(imports).toMatchObject([
      { id: again.id, state: 'done', files: ['my watch.csv'], users: ['kai'], rowsNew: 0 },
    ]);
  });

  it('says what became of the hour that a clock change doubled or left out', async () => {
    const rows = ['00:30', '01:10', '01:50', '01:10', '01:50', '02:30'];
    const autumn = rows.map((clock, i) => `2025-10-26 ${clock}:00,${60 + i}`);
    const text = `time,bpm\n2025-03-30 01:30:00,60\n${autumn.join('\n')}\n`;
    const checked = await checkedImport({ 'clocks.csv': text });
    const user = await newUser({ dataSeed: null, source: 'csv' });
    await startImport(checked.id, [{ user: user.id, timeZone: 'Europe/London' }]);
    const done = await untilImport(checked.id, 'done');
    expect(done.runs).toMatchObject([
      { rows: { read: 7, new: 6, rejected: 1 }, days: { done: 211, total: 211 } },
    ]);
    expect(done.log.map(({ message }) => message)).toEqual([
      expect.stringMatching(
        /^clocks\.csv: 1 reading in an hour that the clocks skip in Europe\/London/,
      ),
      expect.stringMatching(/2 were read as its first pass and 2 as its second\.$/),
    ]);
  });
});

describe('an archive with a table whose dates may be day first or month first', () => {
  it('asks, and is read by what was said, also when it is imported', async () => {
    const archive = zipArchive([{ name: 'mine.csv', content: 'time,bpm\n4/5/2025 10:00:00,60\n' }]);
    const id = await newImport();
    await upload(id, 'mine.zip', archive);
    const [asked] = (await untilImport(id, 'checked')).files;
    expect(asked).toMatchObject({ state: 'refused', asksDates: true, dates: null });
    await chooseColumns(id, { file: asked?.id, columns: null, dates: 'day-first' });
    const [said] = (await untilImport(id, 'checked')).files;
    expect(said).toMatchObject({ state: 'checked', asksDates: false, dates: 'day-first' });
    const user = await newUser({ dataSeed: null, source: 'csv', timeZone: 'UTC' });
    await startImport(id, [{ user: user.id }]);
    await untilImport(id, 'done');
    const { t } = await storedSamples(user.id);
    expect(t).toEqual([Date.parse('2025-05-04T10:00:00Z')]);
  });
});

describe('a file of several people', () => {
  const study =
    'Id,Time,Value\nA 1,4/12/2016 7:21:00 AM,97\nB,4/12/2016 7:21:00 AM,98\nC,4/12/2016 7:21:00 AM,99\n';

  it('gives each to a participant, in the participant’s zone, and leaves out who is not listed', async () => {
    const known = await newUser({ dataSeed: null, source: 'csv', timeZone: 'America/New_York' });
    const checked = await checkedImport({ 'study.csv': study });
    expect(checked.people.map(({ name }) => name)).toEqual(['A 1', 'B', 'C']);
    expect(await startImport(checked.id, [{ user: known.id }])).toMatchObject({
      code: 'INVALID_INPUT',
    });
    await startImport(checked.id, [
      { name: 'A 1', user: known.id },
      { name: 'C', user: `${known.id}-c`, create: true, timeZone: 'Asia/Kolkata' },
    ]);
    const done = await untilImport(checked.id, 'done');
    expect(done.runs.map(({ userId }) => userId)).toEqual([known.id, `${known.id}-c`]);
    expect(await storedSamples(known.id)).toEqual({
      t: [Date.parse('2016-04-12T11:21:00Z')],
      value: [97],
    });
    expect(await storedSamples(`${known.id}-c`)).toEqual({
      t: [Date.parse('2016-04-12T01:51:00Z')],
      value: [99],
    });
    await expect(getUser('B')).rejects.toMatchObject({ code: 'USER_NOT_FOUND' });
  });

  it('beside one that names nobody is refused before anything is stored', async () => {
    const checked = await checkedImport({ 'study.csv': study, 'mine.csv': table });
    const refused = await startImport(checked.id, [{ name: 'B', user: 'kai' }]);
    expect(refused).toMatchObject({ code: 'FILE_UNREADABLE', status: 422 });
    expect(refused).toMatchObject({
      message: expect.stringMatching(/^study\.csv names several people and mine\.csv names nobody/),
    });
  });
});

describe('a table that nobody understands', () => {
  it('is shown, and imported by the columns that a person chooses', async () => {
    const text = 'n;wann;puls;wer\n1;13.6.2025 10:00:00;60;Ann\n2;13.6.2025 10:00:05;61;Ann\n';
    const checked = await checkedImport({ 'uhr.csv': text });
    const [file] = checked.files;
    expect(file).toMatchObject({
      state: 'refused',
      error: expect.stringContaining('names no column for the time'),
      preview: { header: ['n', 'wann', 'puls', 'wer'], recognised: null },
    });
    expect(await startImport(checked.id, [{ user: 'kai' }])).toMatchObject({
      code: 'IMPORT_STATE',
    });
    const columns = { time: [1], value: 2, user: 3, notation: 'day-first' };
    await chooseColumns(checked.id, { file: file?.id, columns });
    const understood = await untilImport(checked.id, 'checked');
    expect(understood.people).toMatchObject([{ name: 'Ann', rows: 2, firstDate: '2025-06-13' }]);
    const user = await newUser({ dataSeed: null, source: 'csv' });
    await startImport(checked.id, [{ name: 'Ann', user: user.id, timeZone: 'UTC' }]);
    await untilImport(checked.id, 'done');
    expect((await storedSamples(user.id)).t[0]).toBe(Date.parse('2025-06-13T10:00:00Z'));
  });
});

describe('what is no recording', () => {
  it.each([
    [
      'a picture',
      Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\0IHDR\0\0', 'latin1'),
      'is named as a zip archive and does not begin as one',
    ],
    [
      'a page',
      '<html><body>heart rate</body></html>',
      'is XML or HTML, but no export of Apple Health',
    ],
    [
      'a bomb',
      zipArchive([{ name: 'a.csv', content: Buffer.alloc(8_000_000, 'a') }]),
      'would grow from',
    ],
    [
      'a path that climbs',
      zipArchive([{ name: '../../etc/a.csv', content: table }]),
      'leads out of the archive',
    ],
  ])('%s is refused by name, with the reason, and cannot be started', async (_, content, why) => {
    const checked = await checkedImport({ 'strange.zip': content });
    expect(checked.files).toMatchObject([{ state: 'refused', check: null }]);
    expect(checked.files[0]?.error).toMatch(/^strange\.zip/);
    expect(checked.files[0]?.error).toContain(why);
    expect(await startImport(checked.id, [{ user: 'kai' }])).toMatchObject({
      status: 409,
      code: 'IMPORT_STATE',
    });
    expect(await cancelImport(checked.id)).toMatchObject({ files: [{ kept: false }] });
  });
});

describe('an upload', () => {
  it.each([
    ['larger than is taken', { name: 'a.csv' }, 5e13, {}, 413, 'PAYLOAD_TOO_LARGE'],
    ['of nothing', { name: 'a.csv' }, 0, {}, 400, 'INVALID_INPUT'],
    ['without a name', {}, 10, {}, 400, 'INVALID_INPUT'],
    ['for an import that is none', { import: 999_999, name: 'a' }, 10, {}, 404, 'IMPORT_NOT_FOUND'],
    [
      'of another site',
      { name: 'a' },
      10,
      { 'sec-fetch-site': 'cross-site' },
      403,
      'CROSS_SITE_REFUSED',
    ],
    ['that is not tus', { name: 'a' }, 10, { 'tus-resumable': '0.1' }, 400, 'INVALID_INPUT'],
  ])('%s is refused in words', async (_, said, length, headers, status, code) => {
    const id = await newImport();
    const refused = await beginUpload({ import: id, ...said }, length, headers);
    expect(refused).toMatchObject({ status, code, message: expect.stringMatching(/\.$/) });
    await cancelImport(id);
  });

  it('does not take more bytes than were announced, nor any once the import has begun', async () => {
    const id = await newImport();
    const address = await beginUpload({ import: id, name: 'a.csv' }, 10);
    expect(address).toMatch(/^\/api\/imports\/uploads\/[0-9a-f]{32}$/);
    const tooMany = await sendPiece(String(address), 0, Buffer.alloc(20, 'a'));
    expect(tooMany).toMatchObject({ status: 413 });
    await cancelImport(id);
    expect(await sendPiece(String(address), 0, Buffer.alloc(10))).toMatchObject({
      status: 409,
      code: 'IMPORT_STATE',
    });
  });

  it('that was abandoned is given up and removed, and so is what nobody knows', async () => {
    const id = await newImport();
    await upload(id, 'a.csv', table);
    await testDatabase()
      .sql`update imports set touched_at = now() - interval '8 days' where id = ${id}`;
    expect(uploads()).not.toEqual([]);
    expect(await cleanUploads(testDatabase(), dataDir)).toBeGreaterThan(0);
    expect(await untilImport(id, 'cancelled')).toMatchObject({
      error: expect.stringContaining('Nobody touched it for 7 days'),
      files: [{ kept: false }],
    });
  });
});
