/** Imports one archive for one user and says how long it took and how much memory: a process of its own. */
import { connect } from '#db/client.ts';
import { openFileImport } from '#lib/etl/files/fileImport.ts';
import { addParticipant, participantById } from '#lib/etl/participants.ts';
import { runPipeline } from '#lib/etl/pipeline.ts';
import { timeZone } from './samples.ts';

export interface ImportFigures {
  /** ms. */
  readMs: number;
  loadMs: number;
  stored: number;
  /** Bytes of resident memory above what the process had before it began. */
  peakBytes: number;
}

const [path = '', url = '', mode = '', spoolDir = '', userId = ''] = process.argv.slice(2);
const sampleEveryMs = 20;

const database = connect(url, { mode: mode === 'server' ? 'server' : 'embedded', max: 4 });
await database.sql`select 1`;
globalThis.gc?.();
const before = process.memoryUsage.rss();
let peak = before;
const watch = setInterval(() => {
  peak = Math.max(peak, process.memoryUsage.rss());
}, sampleEveryMs);
const figures = await importArchive();
clearInterval(watch);
await database.close();
process.stdout.write(
  JSON.stringify({ ...figures, peakBytes: peak - before } satisfies ImportFigures),
);

async function importArchive(): Promise<Omit<ImportFigures, 'peakBytes'>> {
  const began = performance.now();
  const files = await openFileImport({ files: [path], timeZone, spoolDir });
  const read = performance.now();
  try {
    const [subject] = files.subjects;
    if (!subject) throw new Error('the archive holds nothing');
    await addParticipant(database, { id: userId, timeZone, source: subject.source });
    const { rows } = await runPipeline(database, {
      start: subject.firstDate ?? undefined,
      end: subject.lastDate ?? undefined,
      full: false,
      exact: true,
      participant: await participantById(database, userId, subject.source),
      source: files.sourceFor(subject),
      bounds: {
        timeZone,
        now: Date.now(),
        firstDay: subject.firstDate ?? '2014-01-01',
        lastDay: undefined,
        lookBackDays: 0,
      },
      signal: new AbortController().signal,
    });
    return { readMs: read - began, loadMs: performance.now() - read, stored: rows.new };
  } finally {
    await files.close();
  }
}
