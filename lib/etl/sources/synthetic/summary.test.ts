import { describe, expect, it } from 'vitest';
import { addDays } from '#lib/time/localDate.ts';
import { localDay } from '#lib/time/timeZone.ts';
import { generateDailySummary, generateDay } from './generateDay.ts';
import { personOf } from './person.ts';
import { caloriesPerMinute, lowestHalfHourMean } from './summary.ts';
import { type DayRequest, truthOf } from './truth.ts';

const longAfter = Date.parse('2030-01-01T00:00:00Z');
const timeZone = 'Europe/London';

function requestOf(date: string, now = longAfter): DayRequest {
  return { seed: 37, userId: 'user2', date, timeZone, now };
}

function summaryOf(request: DayRequest) {
  const value = generateDailySummary(request)['activities-heart'][0]?.value;
  if (!value) throw new Error('a summary has one day');
  return value;
}

/** Minute → mean bpm, recomputed from the instants by grouping. */
function meansByMinute(request: DayRequest): Map<number, number> {
  const { t, bpm } = truthOf(request);
  const grouped = Map.groupBy(t.keys(), (index) => Math.floor((t[index] ?? 0) / 60_000));
  return new Map(
    [...grouped].map(([minute, indices]) => [
      minute,
      indices.reduce((sum, index) => sum + (bpm[index] ?? 0), 0) / indices.length,
    ]),
  );
}

function restingHeartRateOf(request: DayRequest): number | undefined {
  const means = meansByMinute(request);
  const { startMs, endMs } = localDay(request.date, timeZone);
  const halfHours: number[] = [];
  for (let first = startMs / 60_000; first + 30 <= endMs / 60_000; first += 1) {
    const present = Array.from({ length: 30 }, (_, index) => means.get(first + index)).filter(
      (mean) => mean !== undefined,
    );
    if (present.length < 24) continue;
    halfHours.push(present.reduce((sum, mean) => sum + mean, 0) / present.length);
  }
  return halfHours.length === 0 ? undefined : Math.round(Math.min(...halfHours));
}

describe('the summary of a synthetic day', () => {
  it.each(['2026-03-14', '2026-03-29', '2026-10-25', '2026-07-01'])(
    'agrees on %s with what is counted from the samples',
    (date) => {
      const request = requestOf(date);
      const summary = summaryOf(request);
      const means = [...meansByMinute(request).values()];
      expect(summary.restingHeartRate).toBe(restingHeartRateOf(request));
      const person = personOf(request);
      for (const zone of summary.heartRateZones) {
        const inside = means.filter((mean) => mean >= zone.min && mean < zone.max);
        expect(zone.minutes).toBe(inside.length);
        const calories = inside.reduce((sum, mean) => sum + caloriesPerMinute(person, mean), 0);
        expect(zone.caloriesOut).toBeCloseTo(calories, 0);
      }
    },
  );

  it('puts every minute with data into one zone, the zones meeting at 50, 70 and 85 % of 220 − age', () => {
    const request = requestOf('2026-03-14');
    const { heartRateZones, customHeartRateZones } = summaryOf(request);
    const maximum = 220 - personOf(request).age;
    const edges = [0.5, 0.7, 0.85].map((part) => Math.round(part * maximum));
    expect(heartRateZones.map(({ name, min, max }) => ({ name, min, max }))).toEqual([
      { name: 'Out of Range', min: 30, max: edges[0] },
      { name: 'Fat Burn', min: edges[0], max: edges[1] },
      { name: 'Cardio', min: edges[1], max: edges[2] },
      { name: 'Peak', min: edges[2], max: 220 },
    ]);
    const minutes = heartRateZones.reduce((sum, zone) => sum + (zone.minutes ?? 0), 0);
    expect(minutes).toBe(meansByMinute(request).size);
    expect(customHeartRateZones).toEqual([]);
  });

  it('is the one in the intraday document of the same day', () => {
    const request = requestOf('2026-03-14');
    expect(generateDay(request)['activities-heart']).toEqual(
      generateDailySummary(request)['activities-heart'],
    );
  });

  it('counts an unfinished day so far', () => {
    const noon = localDay('2026-03-14', timeZone).startMs + 12 * 3_600_000;
    const request = requestOf('2026-03-14', noon);
    const minutes = summaryOf(request).heartRateZones.map((zone) => zone.minutes ?? 0);
    expect(minutes.reduce((sum, part) => sum + part)).toBe(meansByMinute(request).size);
    expect(summaryOf(request).restingHeartRate).toBe(restingHeartRateOf(request));
  });

  it('has no resting heart rate before there is half an hour, and no minutes before there is a sample', () => {
    const { startMs } = localDay('2026-03-14', timeZone);
    expect(summaryOf(requestOf('2026-03-14', startMs + 600_000))).not.toHaveProperty(
      'restingHeartRate',
    );
    const empty = summaryOf(requestOf('2026-03-14', startMs - 1));
    expect(empty.heartRateZones.map(({ minutes }) => minutes)).toEqual([0, 0, 0, 0]);
    expect(empty).not.toHaveProperty('restingHeartRate');
  });

  it('gives between 1,000 and 6,000 kcal to a day', () => {
    for (let day = 0; day < 30; day += 1) {
      const zones = summaryOf(requestOf(addDays('2026-01-01', day))).heartRateZones;
      const calories = zones.reduce((sum, zone) => sum + (zone.caloriesOut ?? 0), 0);
      expect(calories).toBeGreaterThan(1000);
      expect(calories).toBeLessThan(6000);
    }
  });
});

describe('the lowest half hour', () => {
  const missing = Number.NaN;

  it('needs 24 of its 30 minutes', () => {
    const hour = (present: number) =>
      Float64Array.from({ length: 60 }, (_, minute) => (minute < present ? 60 : missing));
    expect(lowestHalfHourMean(hour(24))).toBe(60);
    expect(lowestHalfHourMean(hour(23))).toBeNull();
  });

  it('may be the last of the day', () => {
    const day = Float64Array.from({ length: 90 }, (_, minute) => (minute < 60 ? 70 : 50));
    expect(lowestHalfHourMean(day)).toBe(50);
  });

  it('does not begin before the day nor end after it', () => {
    expect(lowestHalfHourMean(new Float64Array(29).fill(60))).toBeNull();
  });
});
