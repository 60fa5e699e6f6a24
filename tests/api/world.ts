/** What the calls need, made by the pipeline itself for users of the suite's own. */
import { randomBytes } from 'node:crypto';
import type { Database } from '#db/client.ts';
import { createAnnotation } from '#db/queries/writeAnnotation.ts';
import { createConnectLink } from '#lib/connections/connecting.ts';
import { env } from '#lib/env.ts';
import { performRun } from '#lib/etl/recordedRun.ts';
import { createRun } from '#lib/etl/runs.ts';
import type { Source } from '#lib/etl/types.ts';
import { markChecked } from '#lib/imports/record/checks.ts';
import { addFile, findFile } from '#lib/imports/record/files.ts';
import { createImport } from '#lib/imports/record/imports.ts';
import { newUser } from '#tests/integration/support/database.ts';
import { quietLog } from '#tests/integration/support/server.ts';
import type { ApiWorld } from './call.ts';

const now = Date.parse('2026-03-30T12:00:00Z');
const window = { start: '2026-03-27', end: '2026-03-30' };

/** Two readings that stand, and one each of what is refused and what is overruled. */
const byHand: Source = {
  key: 'file',
  label: 'By hand',
  scheduled: false,
  extractors: {
    async *heart_rate() {
      yield {
        origin: 'by-hand.csv',
        notation: 'iso',
        readings: [
          { time: '2026-03-28T10:00:00Z', value: 61, line: 2 },
          { time: '2026-03-28T10:00:05Z', value: 62, line: 3 },
          { time: '2026-03-28T10:00:05Z', value: 63, line: 4 },
          { time: '2026-03-28T10:00:10Z', value: 'sixty', line: 5 },
        ],
      };
    },
  },
};

export async function makeWorld(database: Database): Promise<ApiWorld> {
  // Of known names, as synthetic data go by the name too: these two wear their device all the time.
  const london = await newUser({ id: 'api-london', timeZone: 'Europe/London', dataSeed: 23 });
  const kolkata = await newUser({ id: 'api-kolkata', timeZone: 'Asia/Kolkata', dataSeed: 37 });
  const byFile = await newUser({ timeZone: 'America/St_Johns', source: 'file', dataSeed: null });
  // A user without a single sample, for the answers that have nothing to tell.
  await newUser();
  const live = await newUser({ source: 'google-health', dataSeed: null });
  const link = await createConnectLink(database, env(), live.id);
  for (const { id } of [london, kolkata]) await ingest(database, id);
  return {
    users: [london.id, kolkata.id],
    fileUser: byFile.id,
    connecting: { user: live.id, link: new URL(link.url).pathname.replace('/connect/', '') },
    run: await ingest(database, byFile.id, byHand),
    annotation: await annotate(london.id),
    imports: await openImports(database),
    cancellableRun: (
      await createRun(database, { userId: kolkata.id, trigger: 'command', full: true })
    ).id,
    start: '2026-03-28T12:00:00Z',
    end: '2026-03-29T12:00:00Z',
    startDate: '2026-03-27',
    endDate: '2026-03-29',
  };
}

/** Open imports; their files are written down as checked, and have no bytes. */
async function openImports(database: Database): Promise<ApiWorld['imports']> {
  const empty = await createImport(database, 'upload');
  const open = await createImport(database, 'upload');
  const checked = await createImport(database, 'upload');
  const file = await checkedFile(database, open);
  await checkedFile(database, checked);
  const unstarted = await createImport(database, 'upload');
  await checkedFile(database, unstarted);
  return { empty, open, file, checked, unstarted, newUser: `u${randomBytes(6).toString('hex')}` };
}

async function checkedFile(database: Database, importId: number): Promise<number> {
  const uploadId = randomBytes(16).toString('hex');
  const id = await addFile(database, importId, {
    uploadId,
    name: 'a.csv',
    size: 10,
    state: 'checking',
  });
  const person = {
    name: null,
    rows: 1,
    rejected: 0,
    figures: 0,
    firstDate: '2025-06-15',
    lastDate: '2025-06-15',
  };
  const found = {
    kinds: ['csv'],
    rows: 1,
    rejected: 0,
    naive: 1,
    userColumn: null,
    notes: [],
    asksDates: false,
  };
  const file = await findFile(database, id);
  if (!file) throw new Error('the file is not written down');
  await markChecked(database, file, { ...found, people: [person] }, null);
  return id;
}

async function annotate(userId: string): Promise<number> {
  const start = Date.parse('2026-03-28T20:00:00Z');
  return (await createAnnotation(userId, { kind: 'note', start, text: 'Before all others' })).id;
}

async function ingest(database: Database, userId: string, source?: Source): Promise<number> {
  const run = await createRun(database, { userId, trigger: 'command', ...window, full: false });
  await performRun(database, run, {
    workerId: 'api-test',
    log: quietLog(),
    signal: new AbortController().signal,
    lookBackDays: 3,
    startDate: undefined,
    endDate: undefined,
    now,
    ...(source && { source }),
  });
  return run.id;
}
