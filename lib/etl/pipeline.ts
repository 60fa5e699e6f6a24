/**
 * extract → transform → load, for one user and one window, metric by metric. Knows neither who
 * asked for it nor where its progress goes; returns what became of every row.
 */
import { setImmediate as endOfTurn } from 'node:timers/promises';
import type { Database } from '#db/client.ts';
import type { Authorisation } from '#lib/authorisation.ts';
import { HeartlineError, messageOf } from '#lib/errors.ts';
import { eachDay, type LocalDate } from '#lib/time/localDate.ts';
import {
  daysOf,
  isSourceFailure,
  SourceFailures,
  spanOf,
  unansweredOf,
  withoutFirst,
} from './coverage/failures.ts';
import { LedgerKeeper } from './coverage/keeper.ts';
import type { LoadCounts } from './loaders/types.ts';
import { type Metric, type Metrics, metrics as registeredMetrics } from './registry.ts';
import type {
  Evidence,
  MetricKey,
  Participant,
  RejectedRecord,
  RowCounts,
  Source,
  Transformed,
} from './types.ts';
import {
  asksForNews,
  type DayWindow,
  daysIn,
  stretchesFor,
  stretchesOf,
  type WindowBounds,
  type WindowRequest,
  windowFor,
} from './window.ts';

/** Where a run's progress goes. Calls are awaited, so a slow listener slows the run, not the memory. */
export interface PipelineListener {
  /** `window` is the span of all stretches, of which `days` are taken; `byLedger` where it chose them. */
  started?(total: {
    days: number;
    window: DayWindow | undefined;
    byLedger: boolean;
  }): Promise<void>;
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

/** What one stretch of one metric is taken with. */
interface Taking<Raw, Day> {
  key: MetricKey;
  metric: Metric<Raw, Day>;
  extract: (window: DayWindow) => AsyncIterable<Raw>;
  rows: RowCounts;
  leads: boolean;
  /** Only of the metric whose days the ledger knows. */
  keeper: LedgerKeeper | undefined;
}

class PipelineRun {
  readonly #database: Database;
  readonly #request: PipelineRequest;
  readonly #rows = noRows();
  readonly #byMetric: Partial<Record<MetricKey, RowCounts>> = {};
  readonly #timings: Timings = { extractMs: 0, transformMs: 0, loadMs: 0 };
  #window: DayWindow | undefined;
  #stretches: DayWindow[] = [];
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
    const { source, participant, bounds, signal, listener, authorisation } = this.#request;
    const metric = (this.#request.metrics ?? registeredMetrics)[key];
    const extractor = source.extractors[key];
    if (!metric || !extractor) return undefined;
    const watermark = await metric.loader.watermark(this.#database, participant);
    const keeper =
      key === 'heart_rate'
        ? await LedgerKeeper.open(this.#database, participant, bounds)
        : undefined;
    const stretches = keeper
      ? stretchesFor(this.#request, bounds, watermark, keeper.ledger)
      : this.#stretchesBeside(watermark);
    if (leads) await this.#begin(stretches, watermark);
    if (stretches.length === 0) return undefined;
    const rows = noRows();
    this.#byMetric[key] = rows;
    const extract = (window: DayWindow) =>
      extractor({
        participant,
        window: { ...window, now: bounds.now },
        signal,
        authorisation,
      });
    const failures = await this.#takeStretches(
      { key, metric, extract, rows, leads, keeper },
      stretches,
    );
    const span = spanOf(stretches);
    await listener?.log?.('info', `${key}: ${sentence(rows)}`, { metric: key, ...span, ...rows });
    return failures;
  }

  async #begin(stretches: DayWindow[], watermark: number | undefined): Promise<void> {
    const byLedger = asksForNews(this.#request);
    this.#stretches = stretches;
    this.#window = byLedger
      ? spanOf(stretches)
      : windowFor(this.#request, this.#request.bounds, watermark);
    await this.#request.listener?.started?.({
      days: daysIn(stretches),
      window: this.#window,
      byLedger,
    });
  }

  /** The days of a metric that the ledger does not know: its own, and those that the first metric takes. */
  #stretchesBeside(watermark: number | undefined): DayWindow[] {
    const window = windowFor(this.#request, this.#request.bounds, watermark);
    if (!asksForNews(this.#request)) return window ? [window] : [];
    const own = window ? [window, ...this.#stretches] : this.#stretches;
    return stretchesOf(
      [...new Set(own.flatMap(({ start, end }) => [...eachDay(start, end)]))].sort(),
    );
  }

  /** @returns what the source failed at, where it went on after it; else it throws. */
  async #takeStretches<Raw, Day>(
    taking: Taking<Raw, Day>,
    stretches: readonly DayWindow[],
  ): Promise<SourceFailures | undefined> {
    const failures = new SourceFailures();
    for (const [index, stretch] of stretches.entries()) {
      for (let rest: DayWindow | undefined = stretch; rest; ) {
        const asked: DayWindow = rest;
        rest = undefined;
        try {
          await this.#stream(taking, taking.extract(asked));
        } catch (error) {
          if (!taking.keeper || !this.#isToBeTriedAgain(error)) throw error;
          const missing = unansweredOf(asked, taking.keeper.lastMarked);
          const goesOn = isSourceFailure(error) && taking.keeper.byDay && failures.mayGoOn(missing);
          const later = goesOn ? [] : stretches.slice(index + 1);
          const failed = goesOn ? [missing.start] : [missing, ...later].flatMap(daysOf);
          await this.#noteFailed(taking.keeper, failed, error);
          if (!goesOn) throw error;
          failures.add(missing.start, error);
          await this.#request.listener?.log?.('warn', `${missing.start}: ${messageOf(error)}`, {
            metric: taking.key,
          });
          rest = withoutFirst(missing);
        }
      }
    }
    return failures.any ? failures : undefined;
  }

  /** Where even that fails, what went wrong first is what is told. */
  async #noteFailed(
    keeper: LedgerKeeper,
    dates: readonly LocalDate[],
    error: unknown,
  ): Promise<void> {
    await keeper
      .fail(dates, error)
      .catch((later: unknown) =>
        this.#request.listener?.log?.('warn', `The ledger has no note of it: ${messageOf(later)}`),
      );
  }

  /** What only the person can mend, and what somebody stopped, is not the ledger's to try again. */
  #isToBeTriedAgain(error: unknown): boolean {
    if (this.#request.signal.aborted || !this.#request.source.scheduled) return false;
    return !(error instanceof HeartlineError) || error.code === 'SOURCE_FAILED';
  }

  /**
   * The next record is extracted and transformed while the database stores the one before: not
   * earlier, as the loader's statements would wait meanwhile, and with them the database.
   */
  async #stream<Raw, Day>(taking: Taking<Raw, Day>, raws: AsyncIterable<Raw>): Promise<void> {
    let loading: Promise<void> = Promise.resolve();
    try {
      for await (const record of this.#transformed(taking.metric, raws)) {
        await loading;
        const handedOver = Promise.withResolvers<void>();
        loading = this.#store(taking, record, handedOver.resolve);
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
  ): AsyncGenerator<{ transformed: Transformed<Day>; evidence: Evidence | undefined }> {
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
      yield { transformed, evidence: metric.ledger?.evidenceOf(raw) };
      mark = performance.now();
    }
    if (signal.aborted) throw cancelled();
  }

  async #store<Raw, Day>(
    { key, metric, rows, leads, keeper }: Taking<Raw, Day>,
    { transformed, evidence }: { transformed: Transformed<Day>; evidence: Evidence | undefined },
    handedOver: () => void,
  ): Promise<void> {
    const { participant, listener } = this.#request;
    const began = performance.now();
    const counts = { ...noRows(), ...transformed.counts };
    let unmarked = evidence;
    for (const day of transformed.days) {
      const isLast = day === transformed.days.at(-1);
      const date = metric.ledger?.dateOf(day);
      const ofDay = evidence?.date === date ? evidence : undefined;
      if (ofDay) unmarked = undefined;
      // Samples and mark in one transaction: neither is ever without the other.
      const loaded = await this.#database.sql.begin(async (transaction) => {
        const result = await metric.loader.load(
          transaction,
          this.#database,
          participant,
          day,
          isLast ? handedOver : () => {},
        );
        if (keeper && date !== undefined && result.t) {
          await keeper.mark(transaction, date, result.t, ofDay);
        }
        return result;
      });
      keeper?.answered(date);
      addLoaded(counts, loaded);
      // What a whole answer does not hold any more stays, and is said (docs/decisions/webhooks.md).
      const stayed = (loaded.t?.length ?? 0) - (loaded.new + loaded.changed + loaded.unchanged);
      if (ofDay && stayed > 0) transformed.notes.push(staysWithout(ofDay.date, stayed));
    }
    if (keeper && unmarked) await keeper.markEmpty(unmarked);
    if (transformed.rejected.length > 0) await listener?.rejected?.(key, transformed.rejected);
    for (const note of transformed.notes) await listener?.log?.('warn', note, { metric: key });
    this.#timings.loadMs += performance.now() - began;
    add(rows, counts);
    if (metric.samples) add(this.#rows, counts);
    if (!leads) return;
    // A file's refused rows come as documents of no day.
    this.#daysDone = Math.min(this.#daysDone + 1, daysIn(this.#stretches));
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

function staysWithout(date: LocalDate, count: number): string {
  return `${date}: ${count === 1 ? '1 sample that is' : `${count} samples that are`} stored did not come again; what is stored stays.`;
}

function cancelled(): HeartlineError {
  return new HeartlineError(
    'CANCELLED',
    'The run was cancelled; the days already stored are kept.',
  );
}
