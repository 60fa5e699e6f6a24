/** Tells on the terminal how an import goes that a worker performs. */
import { setTimeout as pause } from 'node:timers/promises';
import { getImport } from '#db/queries/getImport.ts';
import { livingWorkers } from '#jobs/presence.ts';
import type { ImportFileAnswer, ImportRecord } from '#lib/contract/imports.ts';
import { HeartlineError } from '#lib/errors.ts';
import { sentence } from '#lib/etl/rowCounts.ts';
import { progressLine } from './progress.ts';
import type { CommandContext } from './runCommand.ts';

const everyMs = 250;
/** How often it is looked whether a worker is there, in looks at the import. */
const looksBetweenWorkers = 40;

/**
 * Resolves when every file is checked, and says what each holds.
 * @throws {HeartlineError} FILE_UNREADABLE where all are refused; what aborted `signal`.
 */
export async function followCheck(importId: number, signal: AbortSignal): Promise<ImportRecord> {
  const line = progressLine('checking');
  const startedMs = performance.now();
  try {
    for (;;) {
      const record = await getImport(importId);
      if (record.state !== 'checking') {
        line.end();
        for (const file of record.files) tellFile(file);
        refuseIfNoneIsLeft(record);
        return record;
      }
      const sum = (of: (file: ImportFileAnswer) => number) =>
        record.files.reduce((total, file) => total + of(file), 0);
      const done = sum(({ checked }) => checked.bytes);
      const rows = sum(({ checked }) => checked.rows);
      line.show({ done, total: sum(({ size }) => size), unit: 'bytes', rows, startedMs });
      await pause(everyMs, undefined, { signal });
    }
  } finally {
    line.end();
  }
}

function tellFile({ name, check, error }: ImportFileAnswer): void {
  if (!check) {
    process.stderr.write(`${error ?? `${name} was refused.`}\n`);
    return;
  }
  const { kinds, rows, rejected, people, naive } = check;
  const dates = people.flatMap(({ firstDate, lastDate }) =>
    [firstDate ?? [], lastDate ?? []].flat(),
  );
  const figures = people.reduce((sum, person) => sum + (person.figures ?? 0), 0);
  const parts = [kinds.join(', ')];
  if (rows > 0 || figures === 0) parts.push(`${rows} rows`);
  if (rejected > 0) parts.push(`${rejected} of them no reading`);
  if (figures > 0)
    parts.push(`resting heart rates of ${figures} ${figures === 1 ? 'day' : 'days'}`);
  if (dates.length > 0) parts.push(`${dates.toSorted()[0]} to ${dates.toSorted().at(-1)}`);
  if (naive > 0) parts.push(`${naive} times without an offset`);
  process.stdout.write(`${name}: ${parts.join(', ')}\n`);
  for (const note of check.notes) process.stdout.write(`${note}\n`);
}

function refuseIfNoneIsLeft({ files }: ImportRecord): void {
  if (files.some(({ state }) => state === 'checked')) return;
  const what = files.length === 1 ? 'The file was refused' : 'All files were refused';
  throw new HeartlineError('FILE_UNREADABLE', `${what}, so nothing was imported.`);
}

/**
 * Resolves when the import is done, and says what became of the rows of each run.
 * @throws {HeartlineError} IMPORT_FAILED, CANCELLED; what aborted `signal`.
 */
export async function followImport(
  importId: number,
  { database, signal }: Pick<CommandContext, 'database' | 'signal'>,
): Promise<ImportRecord> {
  const teller = new Teller();
  try {
    for (let look = 1; ; look++) {
      const record = await getImport(importId);
      teller.tell(record);
      if (record.state === 'done') return record;
      if (record.state === 'failed' || record.state === 'cancelled') throw endOf(record);
      if (look % looksBetweenWorkers === 0) teller.tellWorkers(await livingWorkers(database));
      await pause(everyMs, undefined, { signal });
    }
  } finally {
    teller.end();
  }
}

function endOf({ id, state, error }: ImportRecord): HeartlineError {
  const why = error ?? 'its record does not say why.';
  if (state === 'failed') return new HeartlineError('IMPORT_FAILED', `Import ${id} failed: ${why}`);
  return new HeartlineError('CANCELLED', `Import ${id} was cancelled elsewhere: ${why}`);
}

/** Says each thing once. */
class Teller {
  readonly #startedMs = performance.now();
  readonly #line = progressLine('importing');
  readonly #told = new Set<string>();

  tell(record: ImportRecord): void {
    const run = record.runs.find(({ status }) => status === 'running');
    if (run) this.#showRun(run);
    else if (record.state === 'running') this.#showReading(record);
    for (const { id, userId, source, status, rows, rowsBeside } of record.runs) {
      if (status !== 'succeeded') continue;
      this.#once(`${userId}, ${source}: ${sentence(rows)} (run ${id})`);
      for (const [metric, beside] of Object.entries(rowsBeside)) {
        this.#once(`${userId}, ${source}: ${metric}: ${sentence(beside)} (run ${id})`);
      }
    }
    if (record.state === 'queued' && record.error !== null) {
      this.#once(`It stopped and is tried again: ${record.error}`, process.stderr);
    }
    if (record.state === 'done') for (const { message } of record.log) this.#once(message);
  }

  tellWorkers(living: number): void {
    if (living > 0) return;
    const text =
      'No worker is running any more; the import waits in the queue for one. Ctrl-C cancels it.';
    this.#once(text, process.stderr);
  }

  end(): void {
    this.#line.end();
  }

  #showRun({ days, rows, userId }: ImportRecord['runs'][number]): void {
    this.#line.show({
      done: days.done,
      total: days.total ?? undefined,
      unit: `days of ${userId}`,
      rows: rows.read,
      startedMs: this.#startedMs,
    });
  }

  #showReading({ reading }: ImportRecord): void {
    const { bytes: done, bytesTotal: total, rows } = reading;
    this.#line.show({ done, total, unit: 'bytes read', rows, startedMs: this.#startedMs });
  }

  #once(text: string, out: NodeJS.WriteStream = process.stdout): void {
    if (this.#told.has(text)) return;
    this.#told.add(text);
    this.#line.end();
    out.write(`${text}\n`);
  }
}

/** @throws {HeartlineError} FILE_UNREADABLE where some of the files were refused: the rest is imported. */
export function tellOutcome({ id, notes }: ImportRecord, checked: ImportRecord): void {
  const told = new Set(checked.files.flatMap(({ check }) => check?.notes ?? []));
  for (const note of notes) if (!told.has(note)) process.stdout.write(`${note}\n`);
  const refused = checked.files.filter(({ state }) => state === 'refused');
  if (refused.length === 0) return;
  const names = refused.map(({ name }) => name).join(', ');
  throw new HeartlineError(
    'FILE_UNREADABLE',
    `Import ${id} is done without ${names}, which ${refused.length === 1 ? 'was' : 'were'} refused.`,
  );
}
