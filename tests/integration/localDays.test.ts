/** Samples, summaries and days in zones of every kind, on ordinary days and on those of clock changes. */
import { beforeAll, describe, expect, it } from 'vitest';
import { getHeartRate } from '#db/queries/getHeartRate.ts';
import { getSummary } from '#db/queries/getSummary.ts';
import { bucketColumns } from '#db/queries/heartRateRows.ts';
import type { RegisteredParticipant } from '#lib/etl/participants.ts';
import { localDay } from '#lib/time/timeZone.ts';
import { newUser, testDatabase, useSharedDatabase } from './support/database.ts';
import { ingest } from './support/ingest.ts';
import { lowestHalfHour } from './support/lowestHalfHour.ts';
import { generatedSamples, storedSamples } from './support/stored.ts';

useSharedDatabase();

/** `hours` are those of the day in the middle. */
const places = [
  { zone: 'Asia/Kolkata', start: '2026-03-28', middle: '2026-03-29', end: '2026-03-30', hours: 24 },
  {
    zone: 'Asia/Kathmandu',
    start: '2026-03-28',
    middle: '2026-03-29',
    end: '2026-03-30',
    hours: 24,
  },
  {
    zone: 'America/St_Johns',
    start: '2026-03-07',
    middle: '2026-03-08',
    end: '2026-03-09',
    hours: 23,
  },
  {
    zone: 'America/St_Johns',
    start: '2026-10-31',
    middle: '2026-11-01',
    end: '2026-11-02',
    hours: 25,
  },
  {
    zone: 'Europe/London',
    start: '2026-03-28',
    middle: '2026-03-29',
    end: '2026-03-30',
    hours: 23,
  },
  {
    zone: 'Europe/London',
    start: '2026-10-24',
    middle: '2026-10-25',
    end: '2026-10-26',
    hours: 25,
  },
  {
    zone: 'Australia/Lord_Howe',
    start: '2026-04-04',
    middle: '2026-04-05',
    end: '2026-04-06',
    hours: 24.5,
  },
  {
    zone: 'Australia/Lord_Howe',
    start: '2026-10-03',
    middle: '2026-10-04',
    end: '2026-10-05',
    hours: 23.5,
  },
] as const;

const now = Date.parse('2026-11-20T12:00:00Z');

describe.each(places)('$middle in $zone', ({ zone, start, middle, end, hours }) => {
  let user: RegisteredParticipant;
  const window = { startMs: localDay(start, zone).startMs, endMs: localDay(end, zone).endMs };
  const whole = { start: window.startMs, end: window.endMs, points: 2000 };

  beforeAll(async () => {
    user = await newUser({ id: `localDays-${middle}-${zone.replace('/', '-')}`, timeZone: zone });
    await ingest(user, { start, end, now });
  });

  it('has as many hours as the clocks there say', () => {
    const day = localDay(middle, zone);
    expect((day.endMs - day.startMs) / 3_600_000).toBe(hours);
  });

  it('is stored as it was generated, sample by sample', async () => {
    expect(await storedSamples(user.id)).toEqual(generatedSamples(user, start, end, now));
  });

  it('has the summary that PostgreSQL computes from the samples of its local dates', async () => {
    const { sql } = testDatabase();
    const computed = await sql`
      select ("timestamp" at time zone ${zone})::date::text as date, count(*)::int as "sampleCount",
        sum(value)::int as sum, min(value), max(value),
        count(distinct date_trunc('minute', "timestamp"))::int as "minutesWithData"
      from activities_heart_intraday where user_id = ${user.id} group by 1 order by 1`;
    const summary = await sql`
      select date::text, sample_count as "sampleCount", value_sum::int as sum, min, max,
        minutes_with_data as "minutesWithData"
      from activities_heart_summary where user_id = ${user.id} order by date`;
    expect(summary).toEqual(computed);
    expect(summary.map((row) => row.date)).toEqual([start, middle, end]);
    const { days } = await getSummary({ userId: user.id, start, end });
    expect(days.map((day) => day.mean)).toEqual(
      computed.map((row) => Math.round((row.sum / row.sampleCount) * 100) / 100),
    );
  });

  it('has the lowest 30-minute mean that all its half hours have', async () => {
    const rows = await testDatabase().sql<{ date: string; lowest: number }[]>`
      select date::text, lowest_30_minute_mean::float8 as lowest from activities_heart_summary
      where user_id = ${user.id} order by date`;
    const lowest = [start, middle, end].map((date) =>
      lowestHalfHour(generatedSamples(user, date, date, now), localDay(date, zone)),
    );
    expect(rows.map((row) => row.date)).toEqual([start, middle, end]);
    // Stored to a tenth of a beat.
    for (const [i, row] of rows.entries())
      expect(Math.abs(row.lowest - (lowest[i] ?? 0))).toBeLessThan(0.0501);
  });

  it('has the same days from the summary as from quarter-hours', async () => {
    const fromSummary = await getHeartRate({ ...whole, userId: user.id, resolution: '1d' });
    const fromQuarters = await bucketColumns(testDatabase().sql, {
      ...window,
      userId: user.id,
      timeZone: zone,
      resolution: '1d',
      stale: [window],
    });
    expect(fromSummary).toMatchObject(fromQuarters);
    expect(fromSummary.t).toEqual([start, middle, end].map((date) => localDay(date, zone).startMs));
  });
});
