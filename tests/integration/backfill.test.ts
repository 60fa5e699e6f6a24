/** The years before a connection, which a worker reads: the newest first, and nothing twice. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { getConnection } from '#db/queries/getConnection.ts';
import { requestAfterConnecting } from '#jobs/enqueue.ts';
import { beginBackfill, markBackfilled } from '#lib/connections/backfillStore.ts';
import { disconnect } from '#lib/connections/connecting.ts';
import { metrics } from '#lib/etl/registry.ts';
import { addDays, eachDay } from '#lib/time/localDate.ts';
import { localDateOf } from '#lib/time/timeZone.ts';
import type { SimulatedGoogle } from '#tests/support/googleHealth/google.ts';
import { simulatedPerson } from '#tests/support/googleHealth/person.ts';
import { startGoogle } from '#tests/support/googleHealth/server.ts';
import { authorisationFor, connectAgain, connectedUser, googleKey } from './support/connected.ts';
import { testDatabase, useOwnDatabase } from './support/database.ts';
import { ingest } from './support/ingest.ts';
import { storedSamples } from './support/stored.ts';
import { until } from './support/until.ts';
import { runsOf, startTestWorker, stopTestWorker } from './support/worker.ts';

useOwnDatabase();

let google: SimulatedGoogle;
beforeAll(async () => {
  google = await startGoogle(
    ['fay', 'ian'].map((id) =>
      simulatedPerson(id, { start: '2026-08-01', end: '2026-09-05', every: 1800, seed: 'years' }),
    ),
  );
});
afterAll(() => google.close());

const disconnectFrom = (userId: string) =>
  disconnect(testDatabase(), { google: google.settings, publicUrl: undefined, port: 3000 }, userId);

/** Local days of London whose samples were asked for, one a page. */
function daysAsked(): string[] {
  return google.filters.flatMap((filter) => {
    const [from = '', to] = [...filter.matchAll(/"([^"]+Z)"/g)].map(([, instant = '']) => instant);
    const isSamples = filter.startsWith('heart-rate: ') && to !== undefined;
    return isSamples && from > '2010' ? [localDateOf(Date.parse(from), 'Europe/London')] : [];
  });
}

/** As a worker does it after the account was connected, to the end. */
async function readEarlierYears(userId: string): Promise<void> {
  await requestAfterConnecting(googleKey(userId));
  const worker = await startTestWorker({}, undefined, { google: google.settings });
  try {
    await until(
      async () => {
        expect((await getConnection(userId))?.backfill?.finishedAt).toBeTypeOf('number');
        expect((await runsOf(userId)).at(-1)?.status).toBe('succeeded');
      },
      { everyMs: 100 },
    );
  } finally {
    await stopTestWorker(worker);
  }
}

it('goes newest first, and after a break reads only the gap', async () => {
  const user = await connectedUser(google, 'fay');
  await readEarlierYears(user.id);
  const person = google.people.get('fay');
  expect(await storedSamples(user.id)).toEqual({ t: person?.t, value: person?.bpm });
  const runs = (await runsOf(user.id)).filter((run) => run.trigger === 'backfill');
  const starts = runs.map((run) => run.window.start ?? '');
  expect(starts.length).toBeGreaterThan(2);
  expect(starts).toEqual(starts.toSorted().toReversed());
  expect(runs.at(-1)?.window.start).toBe(localDateOf(person?.t[0] ?? 0, 'Europe/London'));
  // Disconnected and connected again: what was read is not read again.
  await disconnectFrom(user.id);
  google.filters.length = 0;
  await connectAgain(google, user.id, 'fay');
  await readEarlierYears(user.id);
  expect(google.filters.length).toBeGreaterThan(0);
  expect(google.filters.some((filter) => filter.includes('"2026-08-'))).toBe(false);
});

it('leaves out days that are settled', async () => {
  const user = await connectedUser(google, 'ian');
  const [start, end] = ['2026-08-08', '2026-08-27'];
  const authorisation = authorisationFor(google, user.id);
  await ingest(user, { start, end, authorisation });
  // A run that was gone between the samples and the vendor's daily figures.
  const { heart_rate } = metrics;
  const gone = { start: '2026-08-04', end: '2026-08-05', now: Date.now() };
  await ingest(user, { ...gone, metrics: { heart_rate }, authorisation });
  google.filters.length = 0;
  await readEarlierYears(user.id);
  const person = google.people.get('ian');
  expect(await storedSamples(user.id)).toEqual({ t: person?.t, value: person?.bpm });
  const asked = daysAsked();
  expect(asked).toContain('2026-08-07');
  expect(asked).toContain('2026-08-28');
  expect(asked).not.toContain('2026-08-04');
  expect(asked.filter((date) => date >= start && date <= end)).toEqual([]);
  const figures = await testDatabase().sql<{ date: string; resting: number }[]>`
    select date::text, resting_heart_rate as resting from vendor_heart_summary
    where user_id = ${user.id} and resting_heart_rate is not null order by date`;
  expect(new Map(figures.map(({ date, resting }) => [date, resting]))).toEqual(person?.resting);
  // Days without samples, which are one page each, are asked for once by the two runs together.
  const empty = asked.filter((date) => date > '2026-09-05');
  expect(empty).toHaveLength(new Set(empty).size);
});

it('is the gap after a break, however long it was, and nothing else', async () => {
  const today = localDateOf(Date.now(), 'Europe/London');
  const [start, end] = [addDays(today, -110), addDays(today, -95)];
  google.people.set('joy', simulatedPerson('joy', { start, end, every: 1800, seed: 'break' }));
  const user = await connectedUser(google, 'joy');
  // What a backfill had read to its end before the break, which outlasts what a run takes by itself.
  const broken = addDays(today, -105);
  await ingest(user, { start, end: broken, authorisation: authorisationFor(google, user.id) });
  const key = googleKey(user.id);
  await beginBackfill(testDatabase(), key, { first: start, before: broken, days: 5 });
  await markBackfilled(testDatabase(), key, start, true);
  await disconnectFrom(user.id);
  google.filters.length = 0;
  await connectAgain(google, user.id, 'joy');
  await readEarlierYears(user.id);
  const person = google.people.get('joy');
  expect(await storedSamples(user.id)).toEqual({ t: person?.t, value: person?.bpm });
  const asked = daysAsked();
  expect([...new Set(asked)].toSorted()).toEqual([...eachDay(addDays(broken, 1), today)]);
  expect(asked.filter((date) => date === today)).toEqual([today]);
  expect(await getConnection(user.id)).toMatchObject({ backfill: { daysDone: 111 } });
});
