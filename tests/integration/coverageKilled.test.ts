/** Process, database connection and network broken at each step of a day: ledger and rows still agree. */

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { requestIngestion } from '#jobs/enqueue.ts';
import type { RegisteredParticipant } from '#lib/etl/participants.ts';
import type { Fault } from '#tests/support/googleHealth/faults.ts';
import type { SimulatedGoogle } from '#tests/support/googleHealth/google.ts';
import { simulatedPerson } from '#tests/support/googleHealth/person.ts';
import { startGoogle } from '#tests/support/googleHealth/server.ts';
import { authorisationFor, connectedUser } from './support/connected.ts';
import { newUser, testDatabase, useOwnDatabase } from './support/database.ts';
import { ingest } from './support/ingest.ts';
import { expectLedgerToAgree, ledgerOf } from './support/ledger.ts';
import {
  endProcessesAfterEach,
  environmentFor,
  type Spawned,
  spawnScript,
} from './support/processes.ts';
import { storedSamples } from './support/stored.ts';
import { until } from './support/until.ts';
import { dayStatements, startWire, type Wire } from './support/wire.ts';
import { startTestWorker, stopWorkersAfterEach, untilRuns } from './support/worker.ts';

useOwnDatabase();
endProcessesAfterEach();
stopWorkersAfterEach();

const [start, end] = ['2026-03-28', '2026-03-30'];

let wire: Wire;
beforeAll(async () => {
  wire = await startWire(testDatabase().url);
});
afterAll(() => wire.close());
beforeEach(() => wire.mend());

async function expectAllIsHere(user: RegisteredParticipant): Promise<void> {
  const rows = await expectLedgerToAgree(user.id);
  expect(rows.map(({ date, error }) => [date, error])).toEqual([
    ['2026-03-28', null],
    ['2026-03-29', null],
    ['2026-03-30', null],
  ]);
  expect((await storedSamples(user.id)).t.length).toBeGreaterThan(10_000);
}

/** A worker is at the statement, with everything behind it on a wire that is cut. */
async function cutDuringARun(
  statements: RegExp[],
): Promise<{ user: RegisteredParticipant; worker: Spawned }> {
  const user = await newUser();
  await requestIngestion({
    userId: user.id,
    request: { start, end, full: false },
    trigger: 'request',
  });
  const seen = wire.cutAt(...statements);
  const worker = spawnScript(
    'jobs/worker.ts',
    environmentFor({ ...testDatabase(), url: wire.url }),
  );
  await seen;
  return { user, worker };
}

async function expectAnotherToFinish(user: RegisteredParticipant): Promise<void> {
  // The server may still be taking back what the broken connection had begun.
  await until(() => expectLedgerToAgree(user.id));
  await startTestWorker();
  await untilRuns((runs) => expect(runs.at(-1)?.status).toBe('succeeded'), {
    user: user.id,
    seconds: 80,
  });
  await expectAllIsHere(user);
}

it.each(dayStatements)(
  'a worker that is killed %s',
  async (_, statements) => {
    const { user, worker } = await cutDuringARun(statements);
    worker.child.kill('SIGKILL');
    await worker.ended;
    wire.mend();
    await expectAnotherToFinish(user);
  },
  120_000,
);

it.each(dayStatements)(
  'a worker whose connections to the database break %s',
  async (_, statements) => {
    const { user } = await cutDuringARun(statements);
    // It goes on by itself, or ends and leaves its work to the next.
    wire.mend();
    await expectAnotherToFinish(user);
  },
  120_000,
);

describe('a network that breaks between us and the vendor', () => {
  let google: SimulatedGoogle;
  beforeAll(async () => {
    google = await startGoogle([simulatedPerson('dense', { start, end, every: 4, seed: 'pages' })]);
  });
  afterAll(() => google.close());

  // The newest sample, then three pages of the first day, and so on.
  it.each([1, 2, 4])('at request %i, for a while', async (broken) => {
    const user = await connectedUser(google, 'dense');
    const faults: Fault[] = ['cut-off', 'half-json', 'internal'];
    let asked = 0;
    google.fault = () => (++asked >= broken && asked < broken + 8 ? faults[asked % 3] : undefined);
    const fetchDays = () =>
      ingest(user, { start, end, authorisation: authorisationFor(google, user.id) });
    await fetchDays().catch((error: unknown) =>
      expect(error).toMatchObject({ code: 'SOURCE_FAILED' }),
    );
    const after = await expectLedgerToAgree(user.id);
    expect(after.some(({ error_code }) => error_code === 'SOURCE_FAILED')).toBe(true);
    google.fault = () => undefined;
    await fetchDays();
    const rows = await expectLedgerToAgree(user.id);
    expect(rows.every(({ error }) => error === null)).toBe(true);
    const person = google.people.get('dense');
    expect(await storedSamples(user.id)).toEqual({ t: person?.t, value: person?.bpm });
    expect((await ledgerOf(user.id)).every(({ pages }) => pages !== null)).toBe(true);
    await testDatabase().sql`delete from connections where user_id = ${user.id}`;
  });
});
