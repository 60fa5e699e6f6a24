/** Workers killed while a user's sources change, or one of several is read again: the next one finishes it. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { requestIngestion } from '#jobs/enqueue.ts';
import { requestOrder, requestWithdrawal } from '#jobs/requestSourceChange.ts';
import { addUserSource, participantById } from '#lib/etl/participants.ts';
import { googleVariables, type SimulatedGoogle } from '#tests/support/googleHealth/google.ts';
import { simulatedPerson } from '#tests/support/googleHealth/person.ts';
import { startGoogle } from '#tests/support/googleHealth/server.ts';
import { authorisationFor, connectAgain } from './support/connected.ts';
import { newUser, testDatabase, useOwnDatabase } from './support/database.ts';
import { ingestRecorded } from './support/ingest.ts';
import { endProcessesAfterEach, environmentFor, spawnScript } from './support/processes.ts';
import { everythingOf, keys, read, userWith, worldOf } from './support/severalSources.ts';
import { until } from './support/until.ts';
import { startWire, type Wire } from './support/wire.ts';
import { startTestWorker, stopWorkersAfterEach, untilRuns } from './support/worker.ts';

useOwnDatabase();
endProcessesAfterEach();
stopWorkersAfterEach();

let wire: Wire;
beforeAll(async () => {
  wire = await startWire(testDatabase().url);
});
afterAll(() => wire.close());
beforeEach(() => wire.mend());

/** @param statements that a worker sends; before the last of them passes it is killed. */
async function killAt(
  statements: readonly RegExp[],
  variables: Record<string, string> = {},
): Promise<void> {
  const seen = wire.cutAt(...statements);
  const environment = environmentFor({ ...testDatabase(), url: wire.url });
  const worker = spawnScript('jobs/worker.ts', { ...environment, ...variables });
  await seen;
  worker.child.kill('SIGKILL');
  await worker.ended;
  wire.mend();
  // Who is killed before it could announce itself is missed after a minute only: here at once.
  await testDatabase().sql`
    select graphile_worker.force_unlock_workers(array(
      select distinct locked_by from graphile_worker._private_jobs where locked_by is not null))`;
}

const aDay = /insert into aggregate_backlog/;
const aCommit = /^commit/i;

/** As soon as the server has taken back what the broken connection had begun. */
async function expectBooksToAgree(id: string): Promise<void> {
  await until(async () => {
    const [books] = await testDatabase().sql`
      select sample_count::int as total,
        (select count(*)::int from activities_heart_intraday where user_id = users.id) as rows,
        (select coalesce(sum(sample_count), 0)::int from activities_heart_summary where user_id = users.id) as days
      from users where id = ${id}`;
    expect(books).toEqual({ total: books?.rows, rows: books?.rows, days: books?.rows });
  });
}

/** How many days a source has samples of, and how many samples. */
async function figuresOf(id: string, source: string) {
  const [row] = await testDatabase().sql<{ days: number; samples: number }[]>`
    select count(*)::int as days, sum(shown + shadowed)::int as samples from source_days
    join user_sources using (user_id, source_id) where user_id = ${id} and source = ${source}`;
  return row;
}

it('workers that are killed while a source is withdrawn and the order changes leave the rest to the next', async () => {
  const world = worldOf(201);
  const id = await userWith(keys, world);
  const never = await userWith(['strap', 'watch'], world);
  const ring = await figuresOf(id, 'ring');
  await requestWithdrawal(id, 'ring', 'ring');
  await killAt([aDay, aCommit, /delete from coverage_days/, aDay]);
  await expectBooksToAgree(id);
  // Behind its end: a source that is added anew under the key is not the one that was withdrawn.
  await killAt([/delete from user_sources/, aCommit, /update|add_job/]);
  await expectBooksToAgree(id);
  for (const user of [id, never]) {
    await addUserSource(testDatabase(), user, { source: 'ring' });
    await read(user, 'ring', worldOf(203));
  }
  await requestOrder(id, ['strap', 'watch', 'ring']);
  await killAt([aDay, aCommit, aDay, aCommit]);
  await expectBooksToAgree(id);
  await startTestWorker();
  const changes = await until(
    async () => {
      const rows = await testDatabase().sql`
        select status, days_done as done, days_total as total, samples_deleted::int as deleted
        from source_changes where user_id = ${id} order by id`;
      expect(rows.map(({ status }) => status)).toEqual(['succeeded', 'succeeded']);
      return rows;
    },
    { seconds: 80 },
  );
  expect(changes[0]).toMatchObject({
    done: ring?.days,
    total: ring?.days,
    deleted: ring?.samples,
  });
  expect(changes[1]).toMatchObject({ done: changes[1]?.total, deleted: 0 });
  expect(await everythingOf(id)).toEqual(await everythingOf(never));
}, 120_000);

describe('a worker that is killed while one of several sources is read again', () => {
  const [start, end] = ['2026-03-28', '2026-03-30'];
  const names = ['killed', 'whole'] as const;
  const personOf = (accountId: string, seed: string) => ({
    ...simulatedPerson('one', { start, end, every: 120, seed }),
    accountId,
  });
  let google: SimulatedGoogle;
  beforeAll(async () => {
    google = await startGoogle(names.map((name) => personOf(name, 'before')));
  });
  afterAll(() => google.close());

  /** Of a ring that comes first, and of Google, each read once. */
  async function wearer(accountId: string): Promise<string> {
    const { id } = await newUser({ source: 'ring', dataSeed: null });
    await addUserSource(testDatabase(), id, { source: 'google-health' });
    await connectAgain(google, id, accountId);
    await read(id, 'ring', worldOf(102));
    await readGoogle(id);
    return id;
  }

  async function readGoogle(id: string): Promise<void> {
    const user = await participantById(testDatabase(), id, 'google-health');
    const authorisation = authorisationFor(google, id);
    const asked = { start, end, sourceKey: 'google-health', authorisation };
    expect(await ingestRecorded(user, asked)).toMatchObject({ status: 'succeeded' });
  }

  it('leaves the rest to the next, as if nobody had been killed', async () => {
    const [killed, whole] = [await wearer('killed'), await wearer('whole')];
    // The vendor has other values and other holes by now.
    for (const name of names) google.people.set(name, personOf(name, 'after'));
    await readGoogle(whole);
    const request = { start, end, full: true, source: 'google-health' };
    await requestIngestion({ userId: killed, request, trigger: 'request' });
    const aMark = /insert into coverage_days/;
    await killAt([aMark, aCommit, aMark, aCommit], googleVariables(google.settings));
    await expectBooksToAgree(killed);
    await startTestWorker(googleVariables(google.settings));
    await untilRuns((runs) => expect(runs.at(-1)?.status).toBe('succeeded'), {
      user: killed,
      seconds: 80,
    });
    expect(await everythingOf(killed)).toEqual(await everythingOf(whole));
  }, 120_000);
});
