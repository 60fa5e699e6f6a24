/**
 * The words of the pipeline. A *source* hands over *raw records* of the *metrics* it knows; the
 * metric's *transformer* makes *days* of them and refuses what is no sample; the metric's *loader*
 * stores a day. None of these types knows the database or a file format.
 */
import type { Authorisation } from '#lib/authorisation.ts';
import type { LocalDate } from '#lib/time/localDate.ts';

/** Whose data it is, as far as a source needs to know. */
export interface Participant {
  id: string;
  /** IANA zone in which the person's days begin. */
  timeZone: string;
  /** Key of the source in the registry. */
  source: string;
  sourceSettings: Record<string, unknown>;
  /** Seed of synthetic data; null where the source is a real one. */
  dataSeed: number | null;
}

/** The local days asked for, both ends included, and the moment beyond which nothing exists yet. */
export interface ExtractWindow {
  start: LocalDate;
  end: LocalDate;
  /** ms UTC. */
  now: number;
}

export interface ExtractRequest {
  participant: Participant;
  window: ExtractWindow;
  signal: AbortSignal;
  /** For sources that ask a vendor in the person's name; absent where nobody has connected anything. */
  authorisation?: Authorisation | undefined;
}

/** Yields raw records of one metric, oldest local day first, each record one document of the source. */
export type Extractor<Raw> = (request: ExtractRequest) => AsyncIterable<Raw>;

/** How the times of a document are written; times without an offset are read in the person's zone. */
export type TimeNotation =
  /** `HH:MM:SS` on the wall clock of the document's `date`. */
  | 'time-of-day'
  /** `2025-06-15 14:00:05` or with `T`; with `Z` or an offset it is an instant, else wall clock. */
  | 'iso'
  /** `4/12/2016 7:21:00 AM`, month first, wall clock. */
  | 'us';

export interface RawReading {
  time: string;
  /** bpm as the source wrote it: a number or its text. */
  value: number | string;
  /** 1-based line of the document, or the ordinal of the record where a document has no lines. */
  line?: number;
  /** What the device's clock was ahead of UTC, s, where the source says so of each reading. */
  utcOffset?: number | undefined;
  /** Where it came from, when the readings of one document come from several; else the document's. */
  origin?: string;
}

/**
 * What a source can prove of the stretch it was asked for, besides the readings themselves. A source
 * says only what it knows: a field that is absent is unknown, and is never filled in.
 */
export interface Evidence {
  /** Local day that was asked for and answered to the end: every page was read. */
  date: LocalDate;
  /** Answers that were read, the last one included. */
  pages?: number;
  /** Until when the device had handed over its data, ms UTC; what is later may still come. */
  syncedUntil?: number;
  /** Stretches in which the device was there and was not worn, ms UTC, end excluded. */
  notWorn?: readonly { start: number; end: number }[];
}

/** Raw record of `heart_rate`: readings of one document, in the document's order. */
export interface RawHeartRate {
  /** The document, for people: `synthetic 2025-06-15`, `A4G0044_hr.csv`. */
  origin: string;
  notation: TimeNotation;
  /** The wall-clock date of `time-of-day` notation. */
  date?: LocalDate;
  /** Zone of times without an offset; the person's own when absent. */
  timeZone?: string;
  /** In the document's order; the readings of one second are never spread over two documents. */
  readings: readonly RawReading[];
  /** Records that the extractor could not even read as readings. */
  rejected?: readonly RejectedRecord[];
  /** Absent where the source cannot tell more than its readings do, as with files. */
  evidence?: Evidence;
}

/** Why a record was refused or overruled; `reason` is a stable code, `detail` a sentence. */
export interface RejectedRecord {
  reason:
    | 'value-not-a-number'
    | 'value-not-whole'
    | 'value-out-of-range'
    | 'time-unreadable'
    | 'time-skipped-by-clock-change'
    | 'time-in-future'
    | 'row-malformed'
    /** The device was not worn: it wrote a value without having measured one. */
    | 'no-skin-contact'
    | 'overruled-by-later-row';
  detail: string;
  origin: string;
  line: number | null;
  /** The record as it came, for whoever wants to mend it. */
  raw: string;
}

/** From a sample on (ms UTC), the device's clock was ahead of UTC by that many seconds; null: not said. */
export interface OffsetRun {
  at: number;
  seconds: number | null;
}

/** Samples of one local day, ascending in time, one an instant: what a loader stores. */
export interface HeartRateDay {
  date: LocalDate;
  /** The local day `[startMs, endMs)`, ms UTC. */
  startMs: number;
  endMs: number;
  t: Float64Array;
  value: Int16Array;
  /** From the first sample on, one wherever it changes; absent where the source says nothing of it. */
  offsets?: readonly OffsetRun[];
}

/** One heart-rate zone of a day; `max` excluded, minutes within, calories where the vendor gives them. */
export interface HeartRateZone {
  name: string;
  min: number;
  max: number;
  minutes: number;
  caloriesOut?: number;
}

/** How a resting heart rate was found; two methods are never mixed in one series. */
export type RestingHeartRateMethod = 'vendor' | 'lowest-30-minute-mean';

/** Raw record of `heart_rate_summary`: what the source itself says of one local day. */
export interface RawHeartRateSummary {
  origin: string;
  date: LocalDate;
  /** bpm; absent when the source gives none. */
  restingHeartRate?: number | string | undefined;
  heartRateZones: unknown;
  customHeartRateZones: unknown;
  /** Other resting heart rates of the same day that files hold, to which this one is preferred. */
  overruled?: readonly OverruledFigure[];
}

export interface OverruledFigure {
  restingHeartRate: number | string;
  origin: string;
  line: number;
}

/** A day's summary as the source gives it, checked. */
export interface HeartRateSummaryDay {
  date: LocalDate;
  /** bpm or null where the source gives none. */
  restingHeartRate: number | null;
  restingHeartRateMethod: RestingHeartRateMethod | null;
  heartRateZones: HeartRateZone[];
  customHeartRateZones: HeartRateZone[];
}

/** What a transformer makes of one raw record. */
export interface Transformed<Day> {
  /** Ascending by date; a document may touch two local days. */
  days: Day[];
  /** `read` = samples in `days` + duplicate + conflicting + rejected. */
  counts: Pick<RowCounts, 'read' | 'duplicate' | 'conflicting' | 'rejected'>;
  /** Refused and overruled records. */
  rejected: RejectedRecord[];
  /** Sentences for the run's log, such as what was done with the doubled hour of a clock change. */
  notes: string[];
}

export interface TransformContext {
  timeZone: string;
  /** ms UTC; a sample more than a day later than this is refused. */
  now: number;
}

/** Pure: the same record and context give the same days. */
export type Transformer<Raw, Day> = (raw: Raw, context: TransformContext) => Transformed<Day>;

/** The metrics by key: their raw record and their day. A new metric adds a line here. */
export interface MetricTypes {
  heart_rate: { raw: RawHeartRate; day: HeartRateDay };
  heart_rate_summary: { raw: RawHeartRateSummary; day: HeartRateSummaryDay };
}

export type MetricKey = keyof MetricTypes;

/** What became of rows: every row read is counted in exactly one of these. */
export interface RowCounts {
  read: number;
  new: number;
  changed: number;
  unchanged: number;
  /** Same second and same value again in the same document. */
  duplicate: number;
  /** Same second, other value in the same document: the last wins, the others are kept as rejected records. */
  conflicting: number;
  rejected: number;
}

/** A folder in `sources/`: what it can hand over. */
export interface Source {
  key: string;
  /** Name for people. */
  label: string;
  /** Whether the schedule asks it for news; a source of files is only read when a file is given. */
  scheduled: boolean;
  /** Whether a person has to connect an account before it can be asked. */
  connects?: boolean;
  extractors: { [M in MetricKey]?: Extractor<MetricTypes[M]['raw']> };
}
