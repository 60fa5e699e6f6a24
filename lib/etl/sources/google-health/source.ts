/** Fitbit and Pixel devices by the Google Health API v4: samples, resting heart rate and zones. */
import { HeartlineError } from '#lib/errors.ts';
import { recordText } from '#lib/etl/recordText.ts';
import type {
  ExtractRequest,
  RawHeartRate,
  RawHeartRateSummary,
  RawReading,
  RejectedRecord,
  Source,
} from '#lib/etl/types.ts';
import { addDays, eachDay, type LocalDate } from '#lib/time/localDate.ts';
import { localDateOf, localDay } from '#lib/time/timeZone.ts';
import { type GoogleHealthAccess, newestOf, pagesOf } from './client.ts';
import {
  heartRatePoint,
  restingPoint,
  timeInZonePoint,
  type ZoneType,
  zonesPoint,
} from './records.ts';

export const googleHealth: Source = {
  key: 'google-health',
  label: 'Google Health',
  scheduled: true,
  connects: true,
  extractors: { heart_rate: heartRate, heart_rate_summary: heartRateSummary },
};

const sampleTime = 'heart_rate.sample_time.physical_time';

/** One document a local day, oldest first; a day is handed over when its last page was read. */
async function* heartRate(request: ExtractRequest): AsyncGenerator<RawHeartRate> {
  const { participant, window } = request;
  const access = accessOf(request);
  const from = localDay(window.start, participant.timeZone).startMs;
  const syncedUntil = await newestSample(access, from);
  for (const date of eachDay(window.start, window.end)) {
    const { startMs, endMs } = localDay(date, participant.timeZone);
    if (startMs > window.now) return;
    const { points, pages } = await wholeDay(access, startMs, endMs);
    const read = readingsOf(points, `google-health ${date}`);
    yield {
      origin: `google-health ${date}`,
      notation: 'iso',
      ...read,
      evidence: { date, pages, ...(syncedUntil !== undefined && { syncedUntil }) },
    };
  }
}

/**
 * A device hands over in the order of time, so that its newest sample shows how far it has synced.
 * @returns ms UTC; undefined where nothing lies at or after `from`.
 */
async function newestSample(access: GoogleHealthAccess, from: number): Promise<number | undefined> {
  const newest = await newestOf(access, {
    dataType: 'heart-rate',
    filter: `${sampleTime} >= "${instant(from)}"`,
  });
  const parsed = heartRatePoint.safeParse(newest);
  const ms = parsed.success
    ? Date.parse(parsed.data.heartRate.sampleTime.physicalTime)
    : Number.NaN;
  return Number.isNaN(ms) ? undefined : ms;
}

/** The day's points oldest first, of all devices as the vendor reconciles them. */
async function wholeDay(access: GoogleHealthAccess, startMs: number, endMs: number) {
  const points: unknown[] = [];
  let pages = 0;
  const filter = `${sampleTime} >= "${instant(startMs)}" AND ${sampleTime} < "${instant(endMs)}"`;
  for await (const page of pagesOf(access, { dataType: 'heart-rate', filter, reconciled: true })) {
    for (const point of page.dataPoints) points.push(point);
    pages += 1;
  }
  return { points: points.reverse(), pages };
}

function readingsOf(points: readonly unknown[], origin: string) {
  const readings: RawReading[] = [];
  const rejected: RejectedRecord[] = [];
  points.forEach((point, index) => {
    const parsed = heartRatePoint.safeParse(point);
    if (parsed.success) {
      const { sampleTime: time, beatsPerMinute: value } = parsed.data.heartRate;
      const { physicalTime, utcOffset } = time;
      readings.push({ time: physicalTime, value, line: index + 1, utcOffset });
      return;
    }
    rejected.push({
      reason: 'row-malformed',
      detail: 'This data point has no time or no value where Google Health documents them.',
      origin,
      line: index + 1,
      raw: recordText(JSON.stringify(point) ?? ''),
    });
  });
  return { readings, rejected };
}

/** The vendor's own daily values; days of which it says nothing are absent. */
async function* heartRateSummary(request: ExtractRequest): AsyncGenerator<RawHeartRateSummary> {
  const { participant, window } = request;
  const access = accessOf(request);
  const days = { start: window.start, end: addDays(window.end, 1) };
  const resting = new Map<LocalDate, number>();
  for (const point of await pointsOf(access, 'daily-resting-heart-rate', days)) {
    const parsed = restingPoint.safeParse(point);
    if (!parsed.success) continue;
    const { date, beatsPerMinute } = parsed.data.dailyRestingHeartRate;
    resting.set(date, beatsPerMinute);
  }
  const zones = await zonesByDay(access, participant.timeZone, days);
  for (const date of eachDay(window.start, window.end)) {
    const heartRateZones = zones.get(date);
    if (!resting.has(date) && !heartRateZones) continue;
    yield {
      origin: `google-health ${date}`,
      date,
      restingHeartRate: resting.get(date),
      heartRateZones: heartRateZones ?? [],
      customHeartRateZones: [],
    };
  }
}

interface Days {
  start: LocalDate;
  /** Excluded. */
  end: LocalDate;
}

/** Points of a daily data type, whose filter is named after it in snake_case. */
async function pointsOf(access: GoogleHealthAccess, dataType: string, { start, end }: Days) {
  const field = `${dataType.replaceAll('-', '_')}.date`;
  const filter = `${field} >= "${start}" AND ${field} < "${end}"`;
  const points: unknown[] = [];
  for await (const page of pagesOf(access, { dataType, filter })) points.push(...page.dataPoints);
  return points;
}

const zoneNames: Record<ZoneType, string> = {
  LIGHT: 'Light',
  MODERATE: 'Moderate',
  VIGOROUS: 'Vigorous',
  PEAK: 'Peak',
};

async function zonesByDay(access: GoogleHealthAccess, timeZone: string, days: Days) {
  const minutes = await minutesInZones(access, timeZone, days);
  const zones = new Map<LocalDate, object[]>();
  for (const point of await pointsOf(access, 'daily-heart-rate-zones', days)) {
    const parsed = zonesPoint.safeParse(point);
    if (!parsed.success) continue;
    const { date, heartRateZones } = parsed.data.dailyHeartRateZones;
    const inZone = minutes.get(date);
    const measured = heartRateZones.map((zone) => ({
      name: zoneNames[zone.heartRateZoneType],
      min: zone.minBeatsPerMinute,
      max: zone.maxBeatsPerMinute,
      // A day with minutes in some zone has none in the others; one without any was not measured.
      ...(inZone && { minutes: inZone.get(zone.heartRateZoneType) ?? 0 }),
    }));
    zones.set(date, measured);
  }
  return zones;
}

async function minutesInZones(access: GoogleHealthAccess, timeZone: string, { start, end }: Days) {
  const field = 'time_in_heart_rate_zone.interval.start_time';
  const from = instant(localDay(start, timeZone).startMs);
  const to = instant(localDay(end, timeZone).startMs);
  const filter = `${field} >= "${from}" AND ${field} < "${to}"`;
  const minutes = new Map<LocalDate, Map<ZoneType, number>>();
  for await (const page of pagesOf(access, { dataType: 'time-in-heart-rate-zone', filter })) {
    for (const point of page.dataPoints) {
      const parsed = timeInZonePoint.safeParse(point);
      if (!parsed.success) continue;
      const { interval, heartRateZoneType: zone } = parsed.data.timeInHeartRateZone;
      const began = Date.parse(interval.startTime);
      const date = localDateOf(began, timeZone);
      const ofDay = minutes.get(date) ?? new Map<ZoneType, number>();
      const lasted = (Date.parse(interval.endTime) - began) / 60_000;
      minutes.set(date, ofDay.set(zone, (ofDay.get(zone) ?? 0) + lasted));
    }
  }
  return minutes;
}

function instant(ms: number): string {
  return new Date(ms).toISOString();
}

function accessOf({ participant, authorisation, signal }: ExtractRequest): GoogleHealthAccess {
  if (authorisation) return { authorisation, signal };
  throw new HeartlineError(
    'RECONNECT_NEEDED',
    `No Google account is connected for "${participant.id}".`,
  );
}

/** Nothing was measured before there were these devices. */
const beforeAll = '2009-01-01T00:00:00Z';

/**
 * The first local day that has a sample, found by halving: whether anything lies before a day can be
 * asked, what comes first cannot. About 13 small requests.
 */
export async function firstDayOf(
  access: GoogleHealthAccess,
  timeZone: string,
  today: LocalDate,
): Promise<LocalDate | undefined> {
  const anyBefore = async (date: LocalDate) =>
    (await newestOf(access, {
      dataType: 'heart-rate',
      filter: `${sampleTime} >= "${beforeAll}" AND ${sampleTime} < "${instant(localDay(date, timeZone).startMs)}"`,
    })) !== undefined;
  const dates = [...eachDay('2009-01-01', addDays(today, 1))];
  // Something lies before dates[high], nothing before dates[low].
  let low = 0;
  let high = dates.length - 1;
  const last = dates[high];
  if (last === undefined || !(await anyBefore(last))) return undefined;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    const date = dates[middle];
    if (date !== undefined && (await anyBefore(date))) high = middle;
    else low = middle;
  }
  return dates[low];
}
