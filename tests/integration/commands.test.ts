/** The commands as a person runs them: in a process of their own, with words and exit codes. */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { connect } from '#db/client.ts';
import { findRunning, spawnEmbedded } from '#db/embedded/locate.ts';
import { endProcessesAfterEach, runScript, spawnScript } from './support/processes.ts';
import { identity } from './support/server.ts';

endProcessesAfterEach();

const nowhere = { DATABASE_URL: 'postgres://postgres@127.0.0.1:1/none' };

const commands = [
  { name: 'ingest', needed: [], options: ['--user', '--start', '--end', '--full'] },
  {
    name: 'import',
    needed: ['--user', 'anna', '--time-zone', 'UTC', 'x.csv'],
    options: ['--user', '--time-zone', '--user-column', '--dates', '--spreadsheet-days'],
  },
  { name: 'migrate', needed: [], options: ['--help'] },
];

/** Runs all of them side by side, as each takes a second to start. */
async function runEach(parameters: (needed: string[]) => string[]) {
  return await Promise.all(
    commands.map(async ({ name, needed, options }) => {
      const ended = await runScript(`commands/${name}.ts`, nowhere, parameters(needed));
      return { name, options, ...ended };
    }),
  );
}

describe('every command', () => {
  it('tells with --help what it does and which options it has, and needs no database for it', async () => {
    for (const { name, options, code, stdout, stderr } of await runEach(() => ['--help'])) {
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout).toContain(`Usage: npm run ${name} --`);
      for (const option of options) expect(stdout).toContain(option);
    }
  });

  it('refuses an option that it does not know', async () => {
    for (const { code, stdout, stderr } of await runEach(() => ['--nonsense'])) {
      expect({ code, stdout }).toEqual({ code: 64, stdout: '' });
      expect(stderr).toContain("unknown option '--nonsense'");
      expect(stderr).not.toContain('    at ');
    }
  });

  it('says in one sentence that the database is away', async () => {
    for (const { code, stderr } of await runEach((needed) => needed)) {
      expect(code).toBe(69);
      expect(stderr).toMatch(/^The database at 127\.0\.0\.1:1\/none cannot be used\. .+\n$/);
    }
  });

  it('names the variable that is wrong', async () => {
    const wrong = { ...nowhere, START_DATE: 'soon', LOOK_BACK_DAYS: '-1' };
    const { code, stderr } = await runScript('commands/ingest.ts', wrong);
    expect(code).toBe(78);
    expect(stderr).toMatch(/START_DATE: .*\n.*LOOK_BACK_DAYS: /);
  });
});

describe('beside a running embedded database', () => {
  let dataDir: string;
  let environment: Record<string, string>;
  let running: Awaited<ReturnType<typeof spawnEmbedded>>;

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'heartline-commands-'));
    environment = {
      DATA_DIR: dataDir,
      USERS: 'anna:23:Europe/London,bert:37:Asia/Kolkata',
      START_DATE: '2026-03-28',
      END_DATE: '2026-03-29',
    };
    const folder = join(dataDir, 'embedded');
    await mkdir(folder, { recursive: true });
    running = await spawnEmbedded({ dataDir: folder, ...identity });
  });
  afterAll(async () => {
    await running.close();
    await rm(dataDir, { recursive: true, force: true });
  });

  async function ingest(...parameters: string[]) {
    return await runScript('commands/ingest.ts', environment, parameters);
  }

  it('ingest finds it by the data folder, ingests every configured user, and refreshes', async () => {
    const { code, stdout, stderr } = await ingest();
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.trim().split('\n')).toEqual([
      expect.stringMatching(/^anna: (\d+) read, \1 new, 0 changed, 0 unchanged \(run \d+\)$/),
      expect.stringMatching(/^bert: (\d+) read, \1 new, 0 changed, 0 unchanged \(run \d+\)$/),
    ]);
    const database = connect(running.url, { mode: 'embedded', max: 1 });
    const [state] = await database.sql`
      select (select count(*)::int from aggregate_backlog) as stale,
        (select count(distinct user_id)::int from activities_heart_intraday_1h) as refreshed,
        (select count(*)::int from workers where stopped_at is null) as present`;
    await database.close();
    expect(state).toEqual({ stale: 0, refreshed: 2, present: 0 });
  });

  it('ingest run again says 0 new, and a single user’s day only that', async () => {
    const again = await ingest('--user', 'anna');
    expect(again.stdout).toMatch(/^anna: (\d+) read, 0 new, 0 changed, \1 unchanged/);
    const day = await ingest('--user', 'bert', '--start', '2026-03-30', '--end', '2026-03-30');
    // END_DATE ends before.
    expect(day).toMatchObject({ code: 0, stdout: expect.stringMatching(/^bert: 0 read, 0 new/) });
  });

  it.each([
    [['--user', 'nobody'], 'There is no user "nobody". There are: anna, bert.'],
    [['--start', '2026-13-01'], '--start'],
    [['--start', 'yesterday'], 'must be a date such as'],
    [['--start', '2026-03-02', '--end', '2026-03-01'], 'lies before --start'],
  ])('ingest refuses %j', async (parameters, words) => {
    const { code, stdout, stderr } = await ingest(...parameters);
    expect({ code, stdout }).toEqual({ code: 64, stdout: '' });
    expect(stderr).toContain(words);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });

  it('ingest asked to stop keeps the days that it stored, and says so', async () => {
    const command = spawnScript(
      'commands/ingest.ts',
      { ...environment, START_DATE: '2025-04-01', USERS: 'cleo:5:Europe/London' },
      ['--user', 'cleo', '--full'],
    );
    const database = connect(running.url, { mode: 'embedded', max: 1 });
    const stored = async () =>
      (await database.sql`select from activities_heart_summary where user_id = 'cleo'`).length;
    await expect.poll(stored, { timeout: 30_000, interval: 20 }).toBeGreaterThan(0);
    command.child.kill('SIGINT');
    const { code, stderr } = await command.ended;
    expect(code).toBe(130);
    expect(stderr).toContain('The run was cancelled; the days already stored are kept.');
    expect(await stored()).toBeGreaterThan(0);
    const [run] = await database.sql`select status from ingestion_runs where user_id = 'cleo'`;
    await database.close();
    expect(run).toEqual({ status: 'interrupted' });
  });

  it.each([
    [['x.csv'], 64, '--user'],
    [['--user', 'dora', 'x.csv'], 64, '--time-zone'],
    [['--user', 'dora', '--time-zone', 'Berlin', 'x.csv'], 64, 'IANA'],
    [['--user', 'dora', '--time-zone', 'UTC', 'missing.csv'], 66, 'missing.csv'],
    [['--user', 'dora', '--dates', 'any', 'x.csv'], 64, '--dates is day-first or month-first'],
    [['--user', 'dora', '--spreadsheet-days', '1970', 'x.csv'], 64, 'is 1900 or 1904'],
    [['--user', 'dora', '--time-zone', 'UTC', import.meta.filename], 69, 'No worker is running'],
    [[], 64, 'missing required argument'],
  ])('import refuses %j', async (parameters, exitCode, words) => {
    const { code, stderr } = await runScript('commands/import.ts', environment, parameters);
    expect(code).toBe(exitCode);
    expect(stderr).toContain(words);
    expect(stderr).not.toContain('    at ');
  });
});

describe('alone', () => {
  let dataDir: string;

  afterEach(async () => {
    await rm(dataDir, { recursive: true, force: true });
  });

  it('ingest starts the embedded database for as long as it runs', async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'heartline-alone-'));
    const { code, stdout, stderr } = await runScript('commands/ingest.ts', {
      DATA_DIR: dataDir,
      USER_ID: 'anna',
      DATA_SEED: '7',
      TIME_ZONE: 'Europe/London',
      START_DATE: '2026-03-29',
      END_DATE: '2026-03-29',
    });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^anna: (\d+) read, \1 new/);
    expect(await findRunning(join(dataDir, 'embedded'))).toBeUndefined();
  });
});
