/** What a run takes up: from the watermark less the look-back, because devices sync late. */
import { describe, expect, it } from 'vitest';
import type { RawReading } from '#lib/etl/types.ts';
import { newUser, testDatabase, useSharedDatabase } from './support/database.ts';
import { documentSource, minutely } from './support/documents.ts';
import { ingest, ingestRecorded } from './support/ingest.ts';
import { generatedSamples, storedSamples } from './support/stored.ts';

useSharedDatabase();

const dates = ['2026-05-01', '2026-05-02', '2026-05-03', '2026-05-04', '2026-05-05', '2026-05-06'];
const morning = minutely('08:00', [60, 61, 62, 63]);
const everyMorning = Object.fromEntries(dates.map((date) => [date, morning]));
const bounds = { firstDay: '2026-05-01', lastDay: '2026-05-06' };

async function valuesOn(userId: string, date: string): Promise<number[]> {
  const rows = await testDatabase().sql<{ value: number }[]>`
    select value from activities_heart_intraday
    where user_id = ${userId} and ("timestamp" at time zone 'Europe/London')::date = ${date}
    order by "timestamp"`;
  return rows.map((row) => row.value);
}

describe('a run after another', () => {
  it('asks for the look-back and for what came since, and for nothing before', async () => {
    const user = await newUser();
    const source = documentSource(everyMorning);
    await ingest(user, { ...bounds, source, lastDay: '2026-05-05' });
    expect(source.asked).toEqual(dates.slice(0, 5));
    source.asked = [];
    const { rows } = await ingest(user, { ...bounds, source });
    expect(source.asked).toEqual(dates.slice(1));
    expect(rows).toMatchObject({ read: 20, new: 4, changed: 0, unchanged: 16 });
  });

  it('takes as many days again as it is told to', async () => {
    const user = await newUser();
    const source = documentSource(everyMorning);
    await ingest(user, { ...bounds, source });
    source.asked = [];
    await ingest(user, { ...bounds, source, lookBackDays: 0 });
    expect(source.asked).toEqual(['2026-05-06']);
    source.asked = [];
    await ingest(user, { ...bounds, source, lookBackDays: 30 });
    expect(source.asked).toEqual(dates);
  });

  it('adds what synced late, updates what the vendor corrected and leaves the rest alone', async () => {
    const user = await newUser();
    const source = documentSource(everyMorning);
    await ingest(user, { ...bounds, source });
    const corrected: RawReading[] = [
      ...minutely('07:58', [70, 71]),
      ...minutely('08:00', [60, 99, 62, 63]),
      ...minutely('23:59', [58]),
    ];
    source.documents.set('2026-05-04', corrected);
    const { rows } = await ingest(user, { ...bounds, source });
    expect(rows).toMatchObject({ read: 19, new: 3, changed: 1, unchanged: 15 });
    expect(await valuesOn(user.id, '2026-05-04')).toEqual([70, 71, 60, 99, 62, 63, 58]);
    expect((await ingest(user, { ...bounds, source })).rows).toMatchObject({ new: 0, changed: 0 });
  });

  it('keeps what the vendor no longer has', async () => {
    const user = await newUser();
    const source = documentSource(everyMorning);
    await ingest(user, { ...bounds, source });
    source.documents.set('2026-05-05', morning.slice(0, 1));
    source.documents.delete('2026-05-06');
    await ingest(user, { ...bounds, source });
    expect(await valuesOn(user.id, '2026-05-05')).toEqual([60, 61, 62, 63]);
    expect(await valuesOn(user.id, '2026-05-06')).toEqual([60, 61, 62, 63]);
  });

  it('sees data behind the look-back only when it is asked for them', async () => {
    const user = await newUser();
    const source = documentSource(everyMorning);
    await ingest(user, { ...bounds, source });
    source.documents.set('2026-05-01', minutely('08:00', [60, 61, 62, 63, 64]));
    expect((await ingest(user, { ...bounds, source })).rows.new).toBe(0);
    const asked = { start: '2026-05-01', end: '2026-05-01', source };
    expect((await ingest(user, asked)).rows).toMatchObject({ read: 5, new: 1, unchanged: 4 });
  });

  it('fills a day that had nothing between days that had', async () => {
    const user = await newUser();
    const source = documentSource(everyMorning);
    source.documents.delete('2026-05-04');
    await ingest(user, { ...bounds, source });
    source.documents.set('2026-05-04', morning);
    expect((await ingest(user, { ...bounds, source })).rows.new).toBe(4);
    expect(await valuesOn(user.id, '2026-05-04')).toEqual([60, 61, 62, 63]);
  });

  it('keeps the day’s summary in step with late data', async () => {
    const user = await newUser();
    const source = documentSource(everyMorning);
    await ingest(user, { ...bounds, source });
    source.documents.set('2026-05-06', [...morning, ...minutely('09:00', [50, 120])]);
    await ingest(user, { ...bounds, source });
    const [day] = await testDatabase().sql`
      select sample_count, value_sum::int, minutes_with_data, min, max from activities_heart_summary
      where user_id = ${user.id} and date = '2026-05-06'`;
    expect(day).toEqual({
      sample_count: 6,
      value_sum: 60 + 61 + 62 + 63 + 50 + 120,
      minutes_with_data: 6,
      min: 50,
      max: 120,
    });
  });
});

describe('a first run', () => {
  it('begins with START_DATE and ends with END_DATE', async () => {
    const user = await newUser();
    const run = await ingestRecorded(user, { firstDay: '2026-04-10', lastDay: '2026-04-11' });
    expect(run.window).toEqual({ start: '2026-04-10', end: '2026-04-11', full: false });
    expect(await storedSamples(user.id)).toEqual(
      generatedSamples(user, '2026-04-10', '2026-04-11'),
    );
  });

  it('begins with the user’s own first day where there is one', async () => {
    const user = await newUser({ startDate: '2026-04-12' });
    const run = await ingestRecorded(user, { firstDay: '2026-04-10', lastDay: '2026-04-13' });
    expect(run.window.start).toBe('2026-04-12');
  });

  it('goes up to the present moment and no further, and the next one takes it up there', async () => {
    const user = await newUser({ startDate: '2026-04-12' });
    const noon = Date.parse('2026-04-13T11:00:00Z');
    await ingestRecorded(user, { now: noon });
    const halfDay = await storedSamples(user.id);
    expect(halfDay).toEqual(generatedSamples(user, '2026-04-12', '2026-04-13', noon));
    const night = Date.parse('2026-04-13T23:30:00Z');
    const { rows } = await ingestRecorded(user, { now: night });
    expect(rows).toMatchObject({ changed: 0, unchanged: halfDay.t.length });
    expect(rows.new).toBeGreaterThan(0);
    expect(await storedSamples(user.id)).toEqual(
      generatedSamples(user, '2026-04-12', '2026-04-14', night),
    );
  });
});
