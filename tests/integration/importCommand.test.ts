/** `npm run import` in a process of its own: it hands its files to a worker and follows what that does. */
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { getImport } from '#db/queries/getImport.ts';
import { getImports } from '#db/queries/getImports.ts';
import type { RunningWorker } from '#jobs/startWorker.ts';
import type { ImportRecord } from '#lib/contract/imports.ts';
import { testDatabase, useOwnDatabase } from './support/database.ts';
import {
  endProcessesAfterEach,
  environmentFor,
  runScript,
  spawnScript,
} from './support/processes.ts';
import { storedSamples } from './support/stored.ts';
import { until } from './support/until.ts';
import { startTestWorker, stopTestWorker } from './support/worker.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'heartline-import-command-'));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

useOwnDatabase();
endProcessesAfterEach();

function write(name: string, text: string): string {
  const path = join(dataDir, name);
  writeFileSync(path, text);
  return path;
}

const script = 'commands/import.ts';
const environment = () => ({ ...environmentFor(testDatabase()), DATA_DIR: dataDir });

async function importFiles(...parameters: string[]) {
  return await runScript(script, environment(), parameters);
}

async function lastImport(): Promise<ImportRecord> {
  const { imports } = await getImports({ limit: 1 });
  return await getImport(imports[0]?.id ?? 0);
}

const table =
  'timestamp,value\n2026-03-28 08:00:00,60\n2026-03-28 08:00:05,61\n2026-03-28 08:00:05,61\n2026-03-28 08:00:10,0\n';

describe('without a worker', () => {
  it('says so, and what to do, and leaves no record', async () => {
    const path = write('nobody.csv', table);
    const { code, stderr } = await importFiles('--user', 'nils', '--time-zone', 'UTC', path);
    expect({ code, stderr }).toEqual({
      code: 69,
      stderr: expect.stringMatching(/^No worker is running.*"npm start".*import again\.\n$/),
    });
    expect((await getImports({ limit: 1 })).imports).toEqual([]);
  });
});

describe('with a worker', () => {
  let worker: RunningWorker;
  beforeAll(async () => {
    worker = await startTestWorker({ DATA_DIR: dataDir });
  });
  afterAll(() => stopTestWorker(worker));

  it('accounts for every row, in the record that the import page shows', async () => {
    const path = write('c.csv', table);
    const zone = ['--time-zone', 'Europe/Berlin'];
    const { code, stdout, stderr } = await importFiles('--user', 'clara', ...zone, path);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^c\.csv: csv, 4 rows, 2026-03-28 to 2026-03-28, 4 times without an/);
    expect(stdout).toMatch(/clara, csv: 4 read, 2 new, 0 changed, 0 unchanged, 1 duplicate, 1 rej/);
    expect(await lastImport()).toMatchObject({
      via: 'command',
      state: 'done',
      files: [{ name: 'c.csv', state: 'checked' }],
      targets: [{ name: null, userId: 'clara', timeZone: 'Europe/Berlin' }],
      runs: [{ userId: 'clara', trigger: 'import', status: 'succeeded', rows: { rejected: 1 } }],
    });
  });

  it('makes users of the names in a column, and refuses to mix them', async () => {
    const path = write(
      'study.csv',
      'Subject Code,time,bpm\nA 1,2026-03-28T08:00:00Z,60\nB,2026-03-28T08:00:05Z,61\n',
    );
    const { code } = await importFiles(
      ...['--user-column', 'Subject Code', '--time-zone', 'UTC', path],
    );
    expect(code).toBe(0);
    expect((await storedSamples('A-1')).value).toEqual([60]);
    expect((await storedSamples('B')).value).toEqual([61]);
    const ids = write(
      'ids.csv',
      'Id,Time,Value\n7,4/5/2016 7:21:00 AM,97\n8,4/5/2016 7:22:00 AM,98\n',
    );
    const mixed = await importFiles('--user', 'clara', ids);
    expect(mixed).toMatchObject({
      code: 64,
      stderr: expect.stringContaining('The column "Id" names 2 people: 7, 8.'),
    });
    expect(await lastImport()).toMatchObject({ state: 'failed', runs: [] });
  });

  it('imports what is sound, names what is refused and asks what dates mean, and ends as a failure', async () => {
    const files = [
      write('cut.json', '[{"dateTime":"04/12/20 07:00:04","value":{"bpm":70,'),
      write('slashes.csv', 'time,bpm\n4/5/2025 14:00:05,61\n'),
      write('more.csv', table.replaceAll('03-28', '03-29')),
    ];
    const { code, stdout, stderr } = await importFiles('--user', 'clara', ...files);
    expect(code).toBe(66);
    expect(stderr).toMatch(/^cut\.json .*ends in the middle of its list/);
    expect(stderr).toMatch(/^slashes\.csv .*--dates day-first/m);
    expect(stderr).toMatch(
      /Import \d+ is done without cut\.json, slashes\.csv, which were refused/,
    );
    expect(stdout).toMatch(/clara, csv: 4 read, 2 new/);
  });

  it('lays copies into the data folder for a worker on another machine, which reads dates as they were said to be', async () => {
    const { sql } = testDatabase();
    await sql`update workers set host = 'elsewhere' where stopped_at is null`;
    const path = write('far.csv', 'time,bpm\n4/5/2025 14:00:05,61\n');
    const counted = write('old.csv', 'time,bpm\n41011.30625,60\n');
    const said = ['--dates', 'day-first', '--spreadsheet-days', '1904'];
    const { code } = await importFiles('--user', 'clara', ...said, path, counted);
    expect(code).toBe(0);
    const { t } = await storedSamples('clara');
    expect(t).toContain(Date.parse('2025-05-04T12:00:05Z'));
    expect(t).toContain(Date.parse('2016-04-13T05:21:00Z'));
    const [file] =
      await sql`select path, upload_id is not null as uploaded from import_files order by id desc limit 1`;
    expect(file).toEqual({ path: null, uploaded: true });
    await until(() => expect(readdirSync(join(dataDir, 'uploads'))).toEqual([]));
  });

  it('cancels the import when it is asked to stop, and keeps the days stored', async () => {
    const days = 3_000;
    const rows = Array.from({ length: days }, (_, i) => {
      return `${new Date(Date.UTC(2012, 0, 1 + i, 12)).toISOString()},${60 + (i % 40)}`;
    });
    const path = write('years.csv', `timestamp,value\n${rows.join('\n')}\n`);
    const command = spawnScript(script, environment(), [
      '--user',
      'otto',
      '--time-zone',
      'UTC',
      path,
    ]);
    const stored = async () =>
      (await testDatabase().sql`select from activities_heart_summary where user_id = 'otto'`)
        .length;
    await expect.poll(stored, { timeout: 30_000, interval: 20 }).toBeGreaterThan(0);
    command.child.kill('SIGINT');
    const { code, stderr } = await command.ended;
    expect({ code, stderr }).toEqual({
      code: 130,
      stderr: expect.stringMatching(
        /^Import \d+ was cancelled; the days already stored are kept\.\n$/,
      ),
    });
    await until(async () => expect(await lastImport()).toMatchObject({ state: 'cancelled' }));
    expect(await stored()).toBeLessThan(days);
  });
});
