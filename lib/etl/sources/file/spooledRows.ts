/** Readings and refused rows as the spool keeps them, and the documents that are made of them. */
import { z } from 'zod';
import { readUsTime } from '#lib/time/writtenTime.ts';
import type { RawHeartRate, RawReading, RejectedRecord } from '../../types.ts';
import { unreadable } from './failures.ts';
import type { Spool } from './spool.ts';

/** Readings of one person and date beyond which a file is no recording: ten a second, all day. */
export const maxReadingsOfDate = 864_000;

/** The key under which refused rows lie; it sorts before every date. */
const refusedKey = '';

export interface SpooledReading {
  /** Index among the import's origins. */
  origin: number;
  line: number;
  notation: 'iso' | 'us';
  time: string;
  value: string;
}

const readingRow = z.tuple([z.number(), z.number(), z.enum(['iso', 'us']), z.string(), z.string()]);
const refusedRow = z.tuple([
  z.number(),
  z.number(),
  z.enum(['row-malformed', 'time-unreadable']),
  z.string(),
  z.string(),
]);

export function spoolReading(
  spool: Spool,
  owner: string,
  date: string,
  { origin, line, notation, time, value }: SpooledReading,
): void {
  const row: z.infer<typeof readingRow> = [origin, line, notation, time, value];
  spool.add(owner, date, JSON.stringify(row));
}

export interface SpooledRefusal {
  /** Index among the import's origins. */
  origin: number;
  line: number;
  reason: z.infer<typeof refusedRow>[2];
  detail: string;
  raw: string;
}

export function spoolRefusal(
  spool: Spool,
  owner: string,
  { origin, line, reason, detail, raw }: SpooledRefusal,
): void {
  const row: z.infer<typeof refusedRow> = [origin, line, reason, detail, raw];
  spool.add(owner, refusedKey, JSON.stringify(row));
}

/** The refused rows of an owner, some thousands at a time. */
export async function* refusedOf(
  spool: Spool,
  owner: string,
  origins: readonly string[],
): AsyncGenerator<RejectedRecord[]> {
  for await (const { key, rows } of spool.read(owner)) {
    if (key !== refusedKey) return;
    yield rows.map((row) => refusal(row, origins));
  }
}

/**
 * An owner's documents: one a calendar date, ascending. Refused rows, which have no date, come first,
 * in documents without readings.
 * @throws {HeartlineError} FILE_UNREADABLE where one date holds more than `maxReadingsOfDate` rows.
 */
export async function* documentsOf(
  spool: Spool,
  owner: string,
  origins: readonly string[],
): AsyncGenerator<RawHeartRate> {
  let date = refusedKey;
  let readings: SpooledReading[] = [];
  for await (const { key, rows } of spool.read(owner)) {
    if (key === refusedKey) {
      yield refusedDocument(rows.map((row) => refusal(row, origins)));
      continue;
    }
    if (key !== date && readings.length > 0) {
      yield datedDocument(readings, origins);
      readings = [];
    }
    date = key;
    for (const row of rows) readings.push(reading(row));
    if (readings.length > maxReadingsOfDate) throw tooMany(date, readings, origins);
  }
  if (readings.length > 0) yield datedDocument(readings, origins);
}

export function refusedDocument(rejected: readonly RejectedRecord[]): RawHeartRate {
  return { origin: rejected[0]?.origin ?? '', notation: 'iso', readings: [], rejected };
}

function datedDocument(spooled: readonly SpooledReading[], origins: readonly string[]) {
  const notations = new Set(spooled.map(({ notation }) => notation));
  const files = [...new Set(spooled.map(({ origin }) => origin))];
  const severalFiles = files.length > 1;
  const readings = spooled.map(({ origin, line, notation, time, value }): RawReading => {
    // A document has one notation; where a second file writes another, its times are put as ISO.
    const text = notations.size > 1 && notation === 'us' ? asIso(time) : time;
    const row = { time: text, value, line };
    return severalFiles ? { ...row, origin: origins[origin] } : row;
  });
  const [only = 'iso'] = notations;
  const document: RawHeartRate = {
    origin: files.map((file) => origins[file]).join(', '),
    notation: notations.size > 1 ? 'iso' : only,
    readings,
  };
  return document;
}

function asIso(usTime: string): string {
  const written = readUsTime(usTime);
  if (!written) return usTime;
  const clock = new Date(written.clockMs).toISOString().slice(11, 23);
  return `${written.date} ${clock}`;
}

function reading(row: string): SpooledReading {
  const [origin, line, notation, time, value] = readingRow.parse(JSON.parse(row));
  return { origin, line, notation, time, value };
}

function refusal(row: string, origins: readonly string[]): RejectedRecord {
  const [origin, line, reason, detail, raw] = refusedRow.parse(JSON.parse(row));
  return { reason, detail, origin: origins[origin] ?? '', line, raw };
}

function tooMany(date: string, readings: readonly SpooledReading[], origins: readonly string[]) {
  const last = readings.at(-1);
  return unreadable(
    origins[last?.origin ?? 0] ?? '',
    `holds more than ${maxReadingsOfDate} rows of one person for ${date} (line ${last?.line}), ` +
      'which no recording does; if several people are in it, name their column with --user-column.',
  );
}
