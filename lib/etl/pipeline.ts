/**
 * extract → transform → load, for one user and one window, metric by metric. Knows neither who
 * asked for it nor where its progress goes; returns what became of every row.
 */
import type { Database } from '#db/client.ts';
import { eachDay } from '#lib/time/localDate.ts';
import { type SourceFailures, spanOf } from './coverage/failures.ts';
import { LedgerKeeper } from './coverage/keeper.ts';
import type { PipelineRequest, Timings } from './pipeline/request.ts';
import { takeStretches } from './pipeline/takeStretches.ts';
import { cancelled, newRun, type Run } from './pipeline/taking.ts';
import { metrics as registeredMetrics } from './registry.ts';
import { noRows, sentence } from './rowCounts.ts';
import type { MetricKey, RowCounts } from './types.ts';
import {
  asksForNews,
  type DayWindow,
  daysIn,
  stretchesFor,
  stretchesOf,
  windowFor,
} from './window.ts';

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
  const run = new PipelineRun(newRun(database, request));
  await run.takeAll().catch((error: unknown) => {
    // A source that heeds the signal throws its reason.
    throw request.signal.aborted && error === request.signal.reason ? cancelled() : error;
  });
  return { ...run.summary(), durationMs: Math.round(performance.now() - began) };
}

class PipelineRun {
  readonly #run: Run;
  readonly #byMetric: Partial<Record<MetricKey, RowCounts>> = {};
  #window: DayWindow | undefined;
  /** Of the metric that leads. */
  #stretches: DayWindow[] = [];

  constructor(run: Run) {
    this.#run = run;
  }

  summary(): Omit<PipelineSummary, 'durationMs'> {
    const { rows, timings } = this.#run.progress;
    return { window: this.#window, rows, byMetric: this.#byMetric, timings };
  }

  async takeAll(): Promise<void> {
    const { metrics, source } = this.#run.request;
    const keys = Object.keys(metrics ?? registeredMetrics).filter(
      (key): key is MetricKey => key in source.extractors,
    );
    const failures: SourceFailures[] = [];
    for (const [index, key] of keys.entries()) {
      const failed = await this.#takeMetric(key, index === 0);
      if (failed) failures.push(failed);
    }
    // What came is stored; the run says at its end what did not.
    for (const failed of failures) throw failed.error();
  }

  async #takeMetric<M extends MetricKey>(
    key: M,
    leads: boolean,
  ): Promise<SourceFailures | undefined> {
    const { database, request } = this.#run;
    const { source, participant, bounds, signal, listener, authorisation } = request;
    const metric = (request.metrics ?? registeredMetrics)[key];
    const extractor = source.extractors[key];
    if (!metric || !extractor) return undefined;
    const watermark = await metric.loader.watermark(database, participant);
    const keeper =
      key === 'heart_rate' ? await LedgerKeeper.open(database, participant, bounds) : undefined;
    const stretches = keeper
      ? stretchesFor(request, bounds, watermark, keeper.ledger)
      : this.#stretchesBeside(watermark);
    if (leads) await this.#begin(stretches, watermark);
    if (stretches.length === 0) return undefined;
    const rows = noRows();
    this.#byMetric[key] = rows;
    const extract = (window: DayWindow) =>
      extractor({ participant, window: { ...window, now: bounds.now }, signal, authorisation });
    const failures = await takeStretches(
      this.#run,
      { key, metric, extract, rows, leads, keeper },
      stretches,
    );
    if (leads && !failures) await this.#allDaysDone();
    const span = spanOf(stretches);
    await listener?.log?.('info', `${key}: ${sentence(rows)}`, { metric: key, ...span, ...rows });
    return failures;
  }

  async #begin(stretches: DayWindow[], watermark: number | undefined): Promise<void> {
    const { request } = this.#run;
    const byLedger = asksForNews(request);
    const days = daysIn(stretches);
    this.#stretches = stretches;
    this.#run.daysTotal = days;
    this.#window = byLedger ? spanOf(stretches) : windowFor(request, request.bounds, watermark);
    await request.listener?.started?.({ days, window: this.#window, byLedger });
  }

  /** Days of which a file has no row gave no record, and are done nevertheless. */
  async #allDaysDone(): Promise<void> {
    const { progress, daysTotal, request } = this.#run;
    if (progress.daysDone === daysTotal) return;
    progress.daysDone = daysTotal;
    await request.listener?.progressed?.({ ...progress });
  }

  /** The days of a metric that the ledger does not know: its own, and those that the first metric takes. */
  #stretchesBeside(watermark: number | undefined): DayWindow[] {
    const { request } = this.#run;
    const window = windowFor(request, request.bounds, watermark);
    if (!asksForNews(request)) return window ? [window] : [];
    const own = window ? [window, ...this.#stretches] : this.#stretches;
    return stretchesOf(
      [...new Set(own.flatMap(({ start, end }) => [...eachDay(start, end)]))].sort(),
    );
  }
}
