/**
 * What there is, by key. A new source adds a folder in `sources/` and a line here; a new metric a
 * transformer, a loader and a line (docs/adding-a-source-or-metric.md).
 */
import { HeartlineError } from '#lib/errors.ts';
import type { LocalDate } from '#lib/time/localDate.ts';
import { heartRateLoader } from './loaders/heart_rate.ts';
import { heartRateSummaryLoader } from './loaders/heart_rate_summary.ts';
import type { Loader } from './loaders/types.ts';
import { appleHealthSource } from './sources/apple-health/source.ts';
import { csvSource } from './sources/csv/source.ts';
import { file } from './sources/file/source.ts';
import { fitSource } from './sources/fit/source.ts';
import { googleHealth } from './sources/google-health/source.ts';
import { pmdataSource } from './sources/pmdata/source.ts';
import { synthetic } from './sources/synthetic/source.ts';
import { takeoutSource } from './sources/takeout/source.ts';
import { transformHeartRate } from './transformers/heart_rate.ts';
import { transformHeartRateSummary } from './transformers/heart_rate_summary.ts';
import type { Evidence, MetricKey, MetricTypes, Source, Transformer } from './types.ts';

export interface Metric<Raw, Day> {
  transformer: Transformer<Raw, Day>;
  loader: Loader<Day>;
  /** Whether its records are samples: those are the rows that a run counts. */
  samples: boolean;
  /** Where the coverage ledger follows the metric: the evidence of a record, and the date of a day. */
  ledger?: { evidenceOf(raw: Raw): Evidence | undefined; dateOf(day: Day): LocalDate };
}

export type Metrics = { [M in MetricKey]: Metric<MetricTypes[M]['raw'], MetricTypes[M]['day']> };

/** In the order in which a run takes them. */
export const metrics: Metrics = {
  heart_rate: {
    transformer: transformHeartRate,
    loader: heartRateLoader,
    samples: true,
    ledger: { evidenceOf: ({ evidence }) => evidence, dateOf: ({ date }) => date },
  },
  heart_rate_summary: {
    transformer: transformHeartRateSummary,
    loader: heartRateSummaryLoader,
    samples: false,
  },
};

export const sources: Record<string, Source> = {
  synthetic,
  'google-health': googleHealth,
  takeout: takeoutSource,
  'apple-health': appleHealthSource,
  fit: fitSource,
  pmdata: pmdataSource,
  csv: csvSource,
  file,
};

/** @throws {HeartlineError} SOURCE_NOT_FOUND naming the sources there are. */
export function sourceByKey(key: string): Source {
  const source = sources[key];
  if (source) return source;
  throw new HeartlineError(
    'SOURCE_NOT_FOUND',
    `There is no source "${key}". The sources are: ${Object.keys(sources).join(', ')}.`,
  );
}

/** Keys of the sources that a person has to connect an account for. */
export function connectingSources(): string[] {
  return Object.values(sources).flatMap(({ key, connects }) => (connects ? [key] : []));
}
