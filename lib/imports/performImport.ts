/** Loads the files of an import through the pipeline, a run a person and kind of file, resumable. */
import type { Database } from '#db/client.ts';
import { HeartlineError } from '#lib/errors.ts';
import { importCancelled } from '../etl/files/failures.ts';
import { type FileImport, openFileImport } from '../etl/files/fileImport.ts';
import type { ImportFile } from '../etl/files/importOptions.ts';
import { subjectIds } from '../etl/files/subjects.ts';
import { addUserSource } from '../etl/participants.ts';
import { performRun, type RunSettings } from '../etl/recordedRun.ts';
import { addRows, noRows } from '../etl/rowCounts.ts';
import { createRun } from '../etl/runs.ts';
import type { RowCounts, Source } from '../etl/types.ts';
import { filesOf } from './record/files.ts';
import type { StoredImport } from './record/imports.ts';
import { peopleOf, type StoredPerson } from './record/people.ts';
import { markEnded, markNotes, markReading, succeededRuns, takeUp } from './record/progress.ts';
import { stopRunsIfAsked } from './record/stopping.ts';
import { choicesOf, spoolFolder, storedFile } from './storedFiles.ts';

export interface ImportSettings
  extends Pick<
    RunSettings,
    'workerId' | 'log' | 'signal' | 'lookBackDays' | 'startDate' | 'endDate'
  > {
  dataDir: string;
}

type Subject = FileImport['subjects'][number];

/** How often progress is written, and a wish to stop is looked for, ms. */
const lookEvery = 1_000;

/**
 * Takes the import up from wherever it is: runs that have succeeded are not run again, and days that
 * stand are left alone.
 * @returns rows that are new, or undefined where the import is neither waiting nor under way.
 * @throws {HeartlineError} CANCELLED, FILE_UNREADABLE and others, see `openFileImport` and
 * `performRun`; the import is then still marked as running: its caller knows what comes next.
 */
export async function performImport(
  database: Database,
  importId: number,
  settings: ImportSettings,
): Promise<RowCounts | undefined> {
  const taken = await takeUp(database, importId);
  if (!taken) return undefined;
  const wish = heedWish(database, importId);
  const signal = AbortSignal.any([settings.signal, wish.signal]);
  try {
    const people = await peopleOf(database, importId);
    const files = await readFiles(database, taken, people, { ...settings, signal });
    try {
      await markNotes(database, importId, files.notes);
      const rows = await loadAll(database, importId, files, people, settings, wish.signal);
      await markEnded(database, importId, 'done');
      return rows;
    } finally {
      await files.close();
    }
  } finally {
    wish.stop();
  }
}

/**
 * Looks from now on whether somebody wishes the import to stop. Its run is asked to stop as any run
 * is, so that it ends as cancelled; here is seen to what comes before and between the runs.
 */
function heedWish(database: Database, importId: number): { signal: AbortSignal; stop(): void } {
  const asked = new AbortController();
  const timer = setInterval(() => {
    stopRunsIfAsked(database, importId).then(
      (cancelled) => cancelled && asked.abort(),
      // A database that is away is asked again the next time.
      () => {},
    );
  }, lookEvery);
  return { signal: asked.signal, stop: () => clearInterval(timer) };
}

async function readFiles(
  database: Database,
  { id: importId, reading }: StoredImport,
  people: readonly StoredPerson[],
  settings: ImportSettings,
): Promise<FileImport> {
  const stored = await filesOf(database, importId);
  const files: ImportFile[] = [];
  for (const file of stored.filter(({ state }) => state === 'checked')) {
    files.push(await storedFile(file, settings.dataDir));
  }
  let writtenMs = 0;
  let writing: Promise<void> = Promise.resolve();
  const opened = await openFileImport({
    files,
    timeZone: people[0]?.timeZone ?? 'UTC',
    ...(byName(people) && { userColumn: true as const }),
    ...choicesOf(reading),
    spoolDir: spoolFolder(settings.dataDir),
    signal: settings.signal,
    onProgress: (progress) => {
      const now = performance.now();
      if (now - writtenMs < lookEvery) return;
      writtenMs = now;
      writing = markReading(database, importId, progress).catch(() => {});
    },
  });
  await writing;
  const bytesTotal = stored.reduce((sum, { size }) => sum + size, 0);
  await markReading(database, importId, { bytesRead: bytesTotal, bytesTotal, rows: opened.rows });
  return opened;
}

/** Whether the people are told apart by the names in the files. */
function byName(people: readonly StoredPerson[]): boolean {
  return people.length > 1;
}

async function loadAll(
  database: Database,
  importId: number,
  files: FileImport,
  people: readonly StoredPerson[],
  settings: ImportSettings,
  wish: AbortSignal,
): Promise<RowCounts> {
  const total = noRows();
  const done = await succeededRuns(database, importId);
  for (const subject of files.subjects) {
    const person = personOf(subject, people);
    if (!person) continue;
    const { userId, name } = person;
    const { source } = subject;
    const isDone = done.some(
      (run) => run.userId === userId && run.importName === name && run.source === source,
    );
    if (isDone) continue;
    if (wish.aborted) throw importCancelled();
    const rows = await loadOne(database, importId, files, { subject, person }, settings);
    addRows(total, rows);
  }
  return total;
}

/** Undefined for somebody whom the one who started the import left out. */
function personOf(subject: Subject, people: readonly StoredPerson[]): StoredPerson | undefined {
  if (!byName(people)) return people[0];
  return people.find(({ name }) => subjectIds([name])[0] === subject.subject);
}

async function loadOne(
  database: Database,
  importId: number,
  files: FileImport,
  { subject, person }: { subject: Subject; person: StoredPerson },
  settings: ImportSettings,
): Promise<RowCounts> {
  const { userId, name } = person;
  const { source } = subject;
  await addUserSource(database, userId, { source });
  const run = await createRun(database, {
    userId,
    source,
    trigger: 'import',
    start: subject.firstDate ?? undefined,
    end: subject.lastDate ?? undefined,
    full: false,
    importId,
    importName: name,
  });
  const { workerId, log, signal, lookBackDays, startDate, endDate } = settings;
  const { rows } = await performRun(database, run, {
    ...{ workerId, log, signal, lookBackDays, startDate, endDate },
    source: inZone(files.sourceFor(subject), person.timeZone),
  });
  return rows;
}

/** Times without an offset are meant in this person's zone. */
function inZone(source: Source, timeZone: string): Source {
  const extract = source.extractors.heart_rate;
  if (!extract) return source;
  return {
    ...source,
    extractors: {
      ...source.extractors,
      heart_rate: async function* (request) {
        for await (const document of extract(request)) yield { ...document, timeZone };
      },
    },
  };
}

/** Trying again does not help: the files, or the people they are for, are not as they must be. */
const final = new Set(['FILE_UNREADABLE', 'INVALID_INPUT', 'USER_NOT_FOUND', 'SOURCE_NOT_FOUND']);

export function isFinal(error: unknown): error is HeartlineError {
  return error instanceof HeartlineError && final.has(error.code);
}
