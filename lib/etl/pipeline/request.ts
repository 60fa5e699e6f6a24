/** What a run of the pipeline is asked for with, and to whom it tells its progress. */
import type { Authorisation } from '#lib/authorisation.ts';
import type { Metrics } from '../registry.ts';
import type { MetricKey, Participant, RejectedRecord, RowCounts, Source } from '../types.ts';
import type { DayWindow, WindowBounds, WindowRequest } from '../window.ts';

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
  /** Of metrics whose records are no samples, by metric. */
  rowsBeside: Record<string, RowCounts>;
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
