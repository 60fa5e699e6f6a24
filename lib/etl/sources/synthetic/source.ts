/** A source of made-up people, for demonstrations, tests and measurements; it never reaches out. */

import { HeartlineError } from '#lib/errors.ts';
import type {
  Evidence,
  ExtractRequest,
  Participant,
  RawHeartRate,
  RawHeartRateSummary,
  Source,
} from '#lib/etl/types.ts';
import { eachDay } from '#lib/time/localDate.ts';
import { localDay } from '#lib/time/timeZone.ts';
import { generateDailySummary, generateDay } from './generateDay.ts';
import { personOf } from './person.ts';
import { dailyHeartRateSchema, intradayHeartRateSchema } from './records.ts';
import type { DayRequest } from './truth.ts';
import { wornStretches } from './wear.ts';

export const synthetic: Source = {
  key: 'synthetic',
  label: 'Synthetic',
  scheduled: true,
  extractors: { heart_rate: heartRate, heart_rate_summary: heartRateSummary },
};

async function* heartRate(request: ExtractRequest): AsyncGenerator<RawHeartRate> {
  for (const day of daysOf(request)) {
    const document = intradayHeartRateSchema.parse(generateDay(day));
    yield {
      origin: originOf(day),
      notation: 'time-of-day',
      date: day.date,
      readings: document['activities-heart-intraday'].dataset,
      evidence: evidenceOf(day),
    };
  }
}

async function* heartRateSummary(request: ExtractRequest): AsyncGenerator<RawHeartRateSummary> {
  for (const day of daysOf(request)) {
    const document = dailyHeartRateSchema.parse(generateDailySummary(day));
    for (const { dateTime, value } of document['activities-heart']) {
      yield { origin: originOf(day), date: dateTime, ...value };
    }
  }
}

/** A made-up device hands over all the time, and knows when it lies in a drawer. */
function evidenceOf(request: DayRequest): Evidence {
  const day = localDay(request.date, request.timeZone);
  const worn = wornStretches(request, personOf(request), day);
  const edges = [0, ...worn.flatMap(({ from, to }) => [from, to])];
  edges.push((day.endMs - day.startMs) / 1000);
  const notWorn = [];
  for (let i = 0; i + 1 < edges.length; i += 2) {
    const [from = 0, to = 0] = [edges[i], edges[i + 1]];
    if (to > from) {
      notWorn.push({ start: day.startMs + from * 1000, end: day.startMs + to * 1000 });
    }
  }
  return { date: request.date, pages: 1, syncedUntil: request.now, notWorn };
}

/** The days of the window that have begun; stops with the signal's reason when it is aborted. */
function* daysOf({ participant, window, signal }: ExtractRequest): Generator<DayRequest> {
  const { id: userId, timeZone } = participant;
  const seed = seedOf(participant);
  for (const date of eachDay(window.start, window.end)) {
    signal.throwIfAborted();
    if (localDay(date, timeZone).startMs > window.now) return;
    yield { seed, userId, date, timeZone, now: window.now };
  }
}

function seedOf({ id, dataSeed }: Participant): number {
  if (dataSeed !== null) return dataSeed;
  throw new HeartlineError(
    'INVALID_CONFIGURATION',
    `User ${id} has the synthetic source but no data seed. Give one, as in USERS=${id}:23.`,
  );
}

function originOf({ date }: DayRequest): string {
  return `synthetic ${date}`;
}
