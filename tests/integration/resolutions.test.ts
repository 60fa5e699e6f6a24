/** Every resolution tells the same story: buckets read from aggregates are those of the samples. */
import { beforeAll, describe, expect, it } from 'vitest';
import { refreshAggregates } from '#db/aggregates/refresh.ts';
import { getHeartRate } from '#db/queries/getHeartRate.ts';
import { getHeartRates } from '#db/queries/getHeartRates.ts';
import type { RegisteredParticipant } from '#lib/etl/participants.ts';
import { localDay } from '#lib/time/timeZone.ts';
import { newUser, testDatabase, useSharedDatabase } from './support/database.ts';
import { ingest } from './support/ingest.ts';
import { bucketResolutions, bucketsOfSamples, storedSamples } from './support/stored.ts';

useSharedDatabase();

const places = [
  { zone: 'Asia/Kolkata', start: '2026-03-28', end: '2026-03-30', minutes: [30] },
  { zone: 'Asia/Kathmandu', start: '2026-03-28', end: '2026-03-30', minutes: [15] },
  { zone: 'America/St_Johns', start: '2026-03-07', end: '2026-03-09', minutes: [30] },
  { zone: 'America/St_Johns', start: '2026-10-31', end: '2026-11-02', minutes: [30] },
  { zone: 'Europe/London', start: '2026-03-28', end: '2026-03-30', minutes: [0] },
  { zone: 'Europe/London', start: '2026-10-24', end: '2026-10-26', minutes: [0] },
];
const now = Date.parse('2026-11-20T12:00:00Z');

describe.each(places)('$start to $end in $zone, refreshed', ({ zone, start, end, minutes }) => {
  let user: RegisteredParticipant;
  const question = {
    start: localDay(start, zone).startMs,
    end: localDay(end, zone).endMs,
    points: 2000,
  };

  beforeAll(async () => {
    user = await newUser({ id: `resolutions-${start}-${zone.replace('/', '-')}`, timeZone: zone });
    await ingest(user, { start, end, now });
    await refreshAggregates(testDatabase());
  });

  it.each(bucketResolutions)('reads at %s what the samples say', async (resolution) => {
    const read = await getHeartRate({ ...question, userId: user.id, resolution });
    expect(read).toMatchObject(await bucketsOfSamples(user.id, resolution, zone));
  });

  it('reads raw what is stored', async () => {
    const read = await getHeartRate({ ...question, userId: user.id, resolution: 'raw' });
    expect(read).toMatchObject(await storedSamples(user.id));
  });

  it('begins its hours when they begin on the clocks there', async () => {
    const { t } = await getHeartRate({ ...question, userId: user.id, resolution: '1h' });
    const past = t.map((ms) => ((ms % 3_600_000) / 60_000) as number);
    expect([...new Set(past)]).toEqual(minutes);
  });

  it('has the same number of samples, sum, least and greatest in samples and in aggregates', async () => {
    const { sql } = testDatabase();
    const [samples] = await sql`
      select sum(value)::int, count(*)::int, min(value), max(value)
      from activities_heart_intraday where user_id = ${user.id}`;
    for (const resolution of ['1m', '15m', '1h']) {
      const [totals] = await sql`
        select sum(sum)::int, sum(count)::int as count, min(min), max(max)
        from ${sql(`activities_heart_intraday_${resolution}`)} where user_id = ${user.id}`;
      expect(totals).toEqual(samples);
    }
  });
});

describe('hours that a clock change of half an hour cuts', () => {
  const zone = 'Australia/Lord_Howe';
  const halfHours = (t: number[]) => t.slice(1).map((ms, i) => (ms - (t[i] ?? 0)) / 1_800_000);

  it.each([
    // 02:00 becomes 01:30: the hour of 1 ends at the change and begins anew for half an hour.
    { date: '2026-04-05', change: '2026-04-04T15:00:00Z' },
    // 02:00 becomes 02:30: the hour of 2 has half an hour.
    { date: '2026-10-04', change: '2026-10-03T15:30:00Z' },
  ])('begin anew at the change on $date', async ({ date, change }) => {
    const user = await newUser({ id: `halfHour-${date}`, timeZone: zone });
    await ingest(user, { start: date, end: date, now });
    const { startMs, endMs } = localDay(date, zone);
    const read = await getHeartRate({
      userId: user.id,
      start: startMs,
      end: endMs,
      resolution: '1h',
      points: 2000,
    });
    if (read.resolution === 'raw') throw new Error('asked for hours');
    expect(read.t).toContain(Date.parse(change));
    expect(halfHours(read.t).filter((width) => width === 1)).toHaveLength(1);
    const computed = await bucketsOfSamples(user.id, '1h', zone);
    expect(read).toMatchObject({ avg: computed.avg, count: computed.count, max: computed.max });
  });
});

describe('another person’s days', () => {
  let london: RegisteredParticipant;
  let kolkata: RegisteredParticipant;

  beforeAll(async () => {
    london = await newUser({ id: 'grid-london', timeZone: 'Europe/London' });
    kolkata = await newUser({ id: 'grid-kolkata', timeZone: 'Asia/Kolkata' });
    for (const user of [london, kolkata])
      await ingest(user, { start: '2026-03-28', end: '2026-03-30', now });
  });

  it.each(bucketResolutions)(
    'are laid on the grid of the first at %s, before the refresh and after it',
    async (resolution) => {
      const question = {
        users: [london.id, kolkata.id],
        start: Date.parse('2026-03-27T00:00:00Z'),
        end: Date.parse('2026-03-31T00:00:00Z'),
        resolution,
        points: 2000,
      };
      const expected = [
        await bucketsOfSamples(london.id, resolution, 'Europe/London'),
        await bucketsOfSamples(kolkata.id, resolution, 'Europe/London'),
      ];
      expect(await getHeartRates(question)).toMatchObject(expected);
      await refreshAggregates(testDatabase());
      expect(await getHeartRates(question)).toMatchObject(expected);
      // Late data of one local day: stale from half past an hour to half past an hour.
      await ingest(kolkata, { start: '2026-03-29', end: '2026-03-29', now });
      await testDatabase().sql`
        insert into aggregate_backlog (user_id, start_at, end_at)
        values (${kolkata.id}, '2026-03-28 18:30Z', '2026-03-29 18:30Z')`;
      expect(await getHeartRates(question)).toMatchObject(expected);
    },
  );
});
