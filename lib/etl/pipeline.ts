/**
 * extract → transform → load, for one user and one window, metric by metric. Knows neither who
 * asked for it nor where its progress goes; returns what became of every row.
 */
import { setImmediate as endOfTurn } from 'node:timers/promises';
import type { Database } from '#db/client.ts';
import type { Authorisation } from '#lib/authorisation.ts';
import { HeartlineError } from '#lib/errors.ts';
import type { LoadCounts } from './loaders/types.ts';
import { type Metric, type Metrics, metrics as registeredMetrics } from './registry.ts';
import type {
  MetricKey,
  Participant,
  RejectedRecord,
  RowCounts,
  Source,
  Transformed,
} from './types.ts';
import {
  type DayWindow,
  daysIn,
  type WindowBounds,
  type WindowRequest,
  windowFor,
} from './window.ts';

/** Where a run's progress goes. Calls are awaited, so a slow listener slows the run, not the memory. */
export interface PipelineListener {
  started?(total: { days: number; window: DayWindow | undefined }): Promise<void>;
  progressed?(progress: Progress): Promise<void>;
  rejected?(metric: MetricKey, records: readonly RejectedRecord[]): Promise<void>;
  log?(
    level: 'debug' | 'info' | 'warn',
    message: string,
    context?: Record<string, unknown>,
  ): Promise<void>;
}

export interface Progress {
  daysDone: number;
  rows: RowCounts;
  timings: Timings;
}

/** Milliseconds spent in each stage. */
export interface Timings {
  extractMs: number;
  transformMs: number;
  loadMs: number;
}

export interface PipelineRequest extends WindowRequest {
  participant: Participant;
  source: Source;
  bounds: WindowBounds;
  signal: AbortSignal;
  listener?: PipelineListener;
  /** For sources that ask a vendor in the person's name. */
  authorisation?: Authorisation | undefined;
  /** Those of the registry unless a test brings its own. */
  metrics?: Partial<Metrics>;
}

export interface PipelineSummary {
  window: DayWindow | undefined;
  /** Rows of the metrics whose records are samples. */
  rows: RowCounts;
  byMetric: Partial<Record<MetricKey, RowCounts>>;
  timings: Timings;
  durationMs: number;
}

/** @throws {HeartlineError} CANCELLED when `signal` aborts; days already loaded stay. */
export async function runPipeline(
  database: Database,
  request: PipelineRequest,
): Promise<PipelineSummary> {
  const began = performance.now();
  const run = new PipelineRun(database, request);
  await run.takeAll().catch((error: unknown) => {
    // A source that heeds the signal throws its reason.
    throw request.signal.aborted && error === request.signal.reason ? cancelled() : error;
  });
  return { ...run.summary(), durationMs: Math.round(performance.now() - began) };
}

export function noRows(): RowCounts {
  return { read: 0, new: 0, changed: 0, unchanged: 0, duplicate: 0, conflicting: 0, rejected: 0 };
}

class PipelineRun {
  readonly #database: Database;
  readonly #request: PipelineRequest;
  readonly #rows = noRows();
  readonly #byMetric: Partial<Record<MetricKey, RowCounts>> = {};
  readonly #timings: Timings = { extractMs: 0, transformMs: 0, loadMs: 0 };
  #window: DayWindow | undefined;
  #daysDone = 0;

  constructor(database: Database, request: PipelineRequest) {
    this.#database = database;
    this.#request = request;
  }

  summary(): Omit<PipelineSummary, 'durationMs'> {
    return {
      window: this.#window,
      rows: this.#rows,
      byMetric: this.#byMetric,
      timings: this.#timings,
    };
  }

  async takeAll(): Promise<void> {
    const all = this.#request.metrics ?? registeredMetrics;
    const keys = Object.keys(all).filter(
      (key): key is MetricKey => key in this.#request.source.extractors,
    );
    for (const [index, key] of keys.entries()) await this.#takeMetric(key, index === 0);
  }

  async #takeMetric<M extends MetricKey>(key: M, leads: boolean): Promise<void> {
    const { source, participant, bounds, signal, listener, authorisation } = this.#request;
    const metric = (this.#request.metrics ?? registeredMetrics)[key];
    const extract = source.extractors[key];
    if (!metric || !extract) return;
    const watermark = await metric.loader.watermark(this.#database, participant);
    const window = windowFor(this.#request, bounds, watermark);
    if (leads) {
      this.#window = window;
      await listener?.started?.({ days: window ? daysIn(window) : 0, window });
    }
    if (!window) return;
    const rows = noRows();
    this.#byMetric[key] = rows;
    const raws = extract({
      participant,
      window: { ...window, now: bounds.now },
      signal,
      authorisation,
    });
    await this.#stream(key, metric, raws, rows, leads);
    await listener?.log?.('info', `${key}: ${sentence(rows)}`, { metric: key, ...window, ...rows });
  }

  /**
   * The next record is extracted and transformed while the database stores the one before: not
   * earlier, as the loader's statements would wait meanwhile, and with them the database.
   */
  async #stream<Raw, Day>(
    key: MetricKey,
    metric: Metric<Raw, Day>,
    raws: AsyncIterable<Raw>,
    rows: RowCounts,
    leads: boolean,
  ): Promise<void> {
    let loading: Promise<void> = Promise.resolve();
    try {
      for await (const transformed of this.#transformed(metric, raws)) {
        await loading;
        const handedOver = Promise.withResolvers<void>();
        loading = this.#store(key, metric, transformed, rows, leads, handedOver.resolve);
        // Settled here too, so that a failure while the next record is made is not unhandled.
        loading.catch(() => {});
        await Promise.race([handedOver.promise, loading]);
        // What was handed over leaves this process at the end of the turn.
        await endOfTurn();
      }
    } finally {
      await loading;
    }
  }

  async *#transformed<Raw, Day>(
    metric: Metric<Raw, Day>,
    raws: AsyncIterable<Raw>,
  ): AsyncGenerator<Transformed<Day>> {
    const { bounds, signal } = this.#request;
    const context = { timeZone: bounds.timeZone, now: bounds.now };
    let mark = performance.now();
    for await (const raw of raws) {
      if (signal.aborted) throw cancelled();
      const extracted = performance.now();
      const transformed = metric.transformer(raw, context);
      const done = performance.now();
      this.#timings.extractMs += extracted - mark;
      this.#timings.transformMs += done - extracted;
      yield transformed;
      mark = performance.now();
    }
    if (signal.aborted) throw cancelled();
  }

  async #store<Raw, Day>(
    key: MetricKey,
    metric: Metric<Raw, Day>,
    transformed: Transformed<Day>,
    rows: RowCounts,
    leads: boolean,
    handedOver: () => void,
  ): Promise<void> {
    const { participant, listener } = this.#request;
    const began = performance.now();
    const counts = { ...noRows(), ...transformed.counts };
    for (const day of transformed.days) {
      const isLast = day === transformed.days.at(-1);
      const loaded = await this.#database.sql.begin((transaction) =>
        metric.loader.load(
          transaction,
          this.#database,
          participant,
          day,
          isLast ? handedOver : () => {},
        ),
      );
      addLoaded(counts, loaded);
    }
    if (transformed.rejected.length > 0) await listener?.rejected?.(key, transformed.rejected);
    for (const note of transformed.notes) await listener?.log?.('warn', note, { metric: key });
    this.#timings.loadMs += performance.now() - began;
    add(rows, counts);
    if (metric.samples) add(this.#rows, counts);
    if (!leads) return;
    // A file's refused rows come as documents of no day.
    this.#daysDone = Math.min(this.#daysDone + 1, this.#window ? daysIn(this.#window) : 0);
    await listener?.progressed?.({
      daysDone: this.#daysDone,
      rows: this.#rows,
      timings: this.#timings,
    });
  }
}

function addLoaded(counts: RowCounts, loaded: LoadCounts): void {
  counts.new += loaded.new;
  counts.changed += loaded.changed;
  counts.unchanged += loaded.unchanged;
}

function add(total: RowCounts, counts: RowCounts): void {
  for (const key of Object.keys(total) as (keyof RowCounts)[]) total[key] += counts[key];
}

/** What became of the rows, in words. */
export function sentence(rows: RowCounts): string {
  const parts = [
    `${rows.read} read`,
    `${rows.new} new`,
    `${rows.changed} changed`,
    `${rows.unchanged} unchanged`,
  ];
  if (rows.duplicate > 0) parts.push(`${rows.duplicate} duplicate`);
  if (rows.conflicting > 0) parts.push(`${rows.conflicting} conflicting`);
  if (rows.rejected > 0) parts.push(`${rows.rejected} rejected`);
  return parts.join(', ');
}

function cancelled(): HeartlineError {
  return new HeartlineError(
    'CANCELLED',
    'The run was cancelled; the days already stored are kept.',
  );
}
