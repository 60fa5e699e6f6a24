/** The years before a connection, with workers that are killed and a Google that fails in the middle. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { getConnection } from '#db/queries/getConnection.ts';
import { requestAfterConnecting } from '#jobs/enqueue.ts';
import { randomFaults } from '#tests/support/googleHealth/faults.ts';
import { googleVariables, type SimulatedGoogle } from '#tests/support/googleHealth/google.ts';
import { simulatedPerson } from '#tests/support/googleHealth/person.ts';
import { startGoogle } from '#tests/support/googleHealth/server.ts';
import { connectedUser, googleKey } from './support/connected.ts';
import { testDatabase, useOwnDatabase } from './support/database.ts';
import { endProcessesAfterEach, environmentFor, spawnScript } from './support/processes.ts';
import { storedSamples } from './support/stored.ts';
import { until } from './support/until.ts';
import { runsOf } from './support/worker.ts';

useOwnDatabase();
endProcessesAfterEach();

const accounts = ['ada', 'bob', 'cid'];
/** Of one person a minute: low enough that two workers would pass it if they did not share it. */
const perMinute = 300;

let google: SimulatedGoogle;
beforeAll(async () => {
  const days = { start: '2026-07-20', end: '2026-09-30', every: 3600, seed: 'killed' };
  google = await startGoogle(accounts.map((id) => simulatedPerson(id, days)));
});
afterAll(() => google.close());

const spawnWorker = () =>
  spawnScript('jobs/worker.ts', {
    ...environmentFor(testDatabase()),
    ...googleVariables(google.settings),
    GOOGLE_REQUESTS_PER_MINUTE: String(perMinute),
  });

async function untilReadBefore(userId: string, check: (daysDone: number) => void) {
  await until(async () => check((await getConnection(userId))?.backfill?.daysDone ?? 0), {
    seconds: 90,
    everyMs: 20,
  });
}

it('are read to the end, each sample once, by workers that share the limits', async () => {
  const users = await Promise.all(accounts.map((id) => connectedUser(google, id)));
  for (const user of users) await requestAfterConnecting(googleKey(user.id));
  const [first] = users;
  if (!first) throw new Error('Nobody is connected.');

  const killed = spawnWorker();
  await untilReadBefore(first.id, (done) => expect(done).toBeGreaterThan(0));
  killed.child.kill('SIGKILL');
  await killed.ended;
  const before = (await getConnection(first.id))?.backfill?.daysDone ?? 0;
  expect((await getConnection(first.id))?.backfill?.finishedAt).toBeNull();

  // From here on one request in fifteen goes wrong, while two workers read.
  const { next, thrown } = randomFaults('killed', 15);
  google.fault = () => {
    const fault = next();
    return fault === 'token-dies' || fault === 'forbidden' ? 'internal' : fault;
  };
  const [asked, began] = [google.counts.requests, Date.now()];
  spawnWorker();
  spawnWorker();
  for (const { id } of users) {
    await until(
      async () => expect((await getConnection(id))?.backfill?.finishedAt).toBeTypeOf('number'),
      { seconds: 150, everyMs: 100 },
    );
  }
  const minutes = (Date.now() - began) / 60_000;
  // A burst of one in twenty, then evenly, for each of the three.
  const most = accounts.length * perMinute * (0.05 + 0.95 * minutes + 0.05);
  expect(google.counts.requests - asked).toBeLessThanOrEqual(most);
  expect([...thrown.values()].reduce((sum, count) => sum + count, 0)).toBeGreaterThan(3);
  google.fault = () => undefined;
  expect(before).toBeGreaterThan(0);
  for (const [i, { id }] of users.entries()) {
    const person = google.people.get(accounts[i] ?? '');
    expect(await storedSamples(id)).toEqual({ t: person?.t, value: person?.bpm });
    const backfills = (await runsOf(id)).filter(({ trigger }) => trigger === 'backfill');
    const done = backfills.filter(({ status }) => status === 'succeeded');
    const starts = done.map(({ window }) => window.start ?? '');
    expect(starts).toEqual(starts.toSorted().toReversed());
    // Killed between the end of a run and the note of it, the stretch is read once more.
    expect(starts.length - new Set(starts).size).toBeLessThanOrEqual(1);
  }
}, 240_000);
