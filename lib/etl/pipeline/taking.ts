/** What the stages of a run share: who asks, what is being taken, and what has come of it so far. */
import type { Database } from '#db/client.ts';
import { HeartlineError } from '#lib/errors.ts';
import type { LedgerKeeper } from '../coverage/keeper.ts';
import type { Metric } from '../registry.ts';
import { noRows } from '../rowCounts.ts';
import type { Evidence, MetricKey, RowCounts, Transformed } from '../types.ts';
import type { DayWindow } from '../window.ts';
import type { PipelineRequest, Progress } from './request.ts';

/** One run: the stages write into `progress` what they did. */
export interface Run {
  readonly database: Database;
  readonly request: PipelineRequest;
  readonly progress: Progress;
  /** Days that the leading metric takes; known once it has begun. */
  daysTotal: number;
}

export function newRun(database: Database, request: PipelineRequest): Run {
  const timings = { extractMs: 0, transformMs: 0, loadMs: 0 };
  const progress = { daysDone: 0, rows: noRows(), rowsBeside: {}, timings };
  return { database, request, progress, daysTotal: 0 };
}

/** What the stretches of one metric are taken with. */
export interface Taking<Raw, Day> {
  key: MetricKey;
  metric: Metric<Raw, Day>;
  extract: (window: DayWindow) => AsyncIterable<Raw>;
  rows: RowCounts;
  /** Of the metric by whose days the progress is told. */
  leads: boolean;
  /** Only of the metric whose days the ledger knows. */
  keeper: LedgerKeeper | undefined;
}

/** A record on its way from the transformer to the loader. */
export interface TakenRecord<Day> {
  transformed: Transformed<Day>;
  evidence: Evidence | undefined;
}

export function cancelled(): HeartlineError {
  return new HeartlineError(
    'CANCELLED',
    'The run was cancelled; the days already stored are kept.',
  );
}
