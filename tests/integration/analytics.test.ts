/** Figures over many days against those that PostgreSQL makes of the samples alone. */
import { beforeAll, describe, expect, it } from 'vitest';
import { refreshAggregates } from '#db/aggregates/refresh.ts';
import { getCalendar } from '#db/queries/getCalendar.ts';
import { getDistribution } from '#db/queries/getDistribution.ts';
import { getRhythm } from '#db/queries/getRhythm.ts';
import { getSummary } from '#db/queries/getSummary.ts';
import { getTrends } from '#db/queries/getTrends.ts';
import { getTypicalDay } from '#db/queries/getTypicalDay.ts';
import type { RegisteredParticipant } from '#lib/etl/participants.ts';
import { addDays } from '#lib/time/localDate.ts';
import { newUser, testDatabase, useOwnDatabase } from './support/database.ts';
import { ingest } from './support/ingest.ts';

useOwnDatabase();

const [start, end] = ['2026-03-27', '2026-03-30'];
const zone = 'Asia/Kolkata';
/** So long before that the question is asked in pieces, and a seam lies between the third day and the fourth. */
const long = addDays('2026-03-30', -2 * 732);
let user: RegisteredParticipant;

// Half of the days are in the aggregates and half are not: both ways must give the same figures.
beforeAll(async () => {
  user = await newUser({ timeZone: zone });
  await ingest(user, { start, end: '2026-03-28' });
  await refreshAggregates(testDatabase());
  await ingest(user, { start: '2026-03-29', end });
});

async function rowsOf(text: string): Promise<unknown[][]> {
  const samples = `select value, ("timestamp" at time zone '${zone}') as face
    from activities_heart_intraday where user_id = '${user.id}'`;
  return await testDatabase().sql.unsafe(`with samples as (${samples}) ${text}`).values();
}

/** Rows are the same up to the rounding of their last figure: a half may go either way. */
function expectRounded(told: unknown[][], exact: unknown[][]): void {
  expect(told.map((row) => row.slice(0, -1))).toEqual(exact.map((row) => row.slice(0, -1)));
  for (const [index, row] of told.entries())
    expect(Math.abs(Number(row.at(-1)) - Number(exact[index]?.at(-1)))).toBeLessThan(0.0051);
}

describe('figures over many days', () => {
  it('count every minute once, at its rounded mean', async () => {
    const answer = await getDistribution({ userId: user.id, start: long, end });
    const minutes = `select floor(avg(value) + 0.5)::int as bpm from samples group by date_trunc('minute', face)`;
    const counts = await rowsOf(
      `select bpm, count(*)::int from (${minutes}) as m group by 1 order by 1`,
    );
    expect(answer.bpm.map((bpm, i) => [bpm, answer.count[i]])).toEqual(counts);
    const [found] = await rowsOf(
      `select percentile_cont(array[0.25, 0.5, 0.75]) within group (order by bpm) from (${minutes}) as m`,
    );
    expect([answer.q1, answer.median, answer.q3]).toEqual(found?.[0]);
  });

  it('give each local hour the mean of its samples', async () => {
    const answer = await getRhythm({ userId: user.id, start, end });
    const hours = await rowsOf(
      `select face::date::text, date_part('hour', face)::int, avg(value)::float8
      from samples group by 1, 2 order by 1, 2`,
    );
    const told = answer.days.flatMap(({ date, hours: means }) =>
      means.flatMap((mean, hour) => (mean === null ? [] : [[date, hour, mean]])),
    );
    expectRounded(told, hours);
    expect(told.length).toBeGreaterThan(24);
  });

  it('give each quarter-hour its quartiles over the days', async () => {
    const { weekdays, weekends } = await getTypicalDay({ userId: user.id, start: long, end });
    for (const [profile, days] of [
      [weekdays, '1, 5'],
      [weekends, '0, 6'],
    ] as const) {
      const expected = await rowsOf(
        `, quarters as (select date_bin('15 minutes', face, '2000-01-01') as face, avg(value) as mean
          from samples where date_part('dow', face) in (${days}) group by 1)
        select (date_part('hour', face) * 60 + date_part('minute', face))::int, count(*)::int,
          percentile_cont(array[0.25, 0.5, 0.75]) within group (order by mean::float8)
        from quarters group by 1 order by 1`,
      );
      expect(profile.minute).toEqual(expected.map((row) => row[0]));
      expect(profile.count).toEqual(expected.map((row) => row[1]));
      const quartiles = expected.flatMap((row) => row[2]);
      const told = profile.minute.flatMap((_, i) => [
        profile.q1[i],
        profile.median[i],
        profile.q3[i],
      ]);
      expectRounded(
        told.map((value) => [value]),
        quartiles.map((value) => [value]),
      );
    }
  });

  it('lay days out in columns as the samples have them, absent ones left out', async () => {
    const answer = await getCalendar({ userId: user.id, start: '2016-01-01', end });
    const days = await rowsOf(
      `select face::date::text, min(value)::int, max(value)::int,
        count(distinct date_trunc('minute', face))::int, avg(value)::float8
      from samples group by 1 order by 1`,
    );
    const { date, mean, min, max, minutesWithData } = answer;
    const told = date.map((day, i) => [day, min[i], max[i], minutesWithData[i], mean[i]]);
    expectRounded(told, days);
    const summary = await getSummary({ userId: user.id, start, end });
    expect(answer.restingHeartRate).toEqual(summary.days.map((day) => day.restingHeartRate));
  });

  it('put days together without making any up', async () => {
    const { points } = await getTrends({ userId: user.id, start: '2026-03-26', end, by: 'day' });
    const days = await rowsOf(
      'select face::date::text, min(value)::int, max(value)::int, avg(value)::float8 from samples group by 1 order by 1',
    );
    expect(points[0]).toMatchObject({ start: '2026-03-26', days: 0, low: null });
    const told = points.slice(1).map(({ start: date, low, mean, high }) => [date, low, high, mean]);
    expectRounded(told, days);
  });
});
