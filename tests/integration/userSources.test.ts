/** A user with several sources: their order, and runs that take one of them. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { getUser } from '#db/queries/getUsers.ts';
import { requestIngestion } from '#jobs/enqueue.ts';
import { ingestAll } from '#jobs/tasks/ingestAll.ts';
import { parseEnv } from '#lib/env.ts';
import { addUserSource, participantById } from '#lib/etl/participants.ts';
import { sources } from '#lib/etl/registry.ts';
import { findRun } from '#lib/etl/runs.ts';
import { newUser, testDatabase, useOwnDatabase } from './support/database.ts';
import { documentSource } from './support/documents.ts';
import { ingestRecorded } from './support/ingest.ts';
import { quietLog } from './support/server.ts';
import { runsOf } from './support/worker.ts';

useOwnDatabase();

beforeAll(() => {
  sources.second = { ...documentSource(), key: 'second', scheduled: true };
});
afterAll(() => {
  delete sources.second;
});

const ask = (userId: string, source?: string) =>
  requestIngestion({
    userId,
    request: { full: false, ...(source !== undefined && { source }) },
    trigger: 'request',
  });

describe('a source that is added', () => {
  it('comes behind those there are, each with its own settings', async () => {
    const user = await newUser({ dataSeed: 7, startDate: '2026-03-02' });
    const database = testDatabase();
    const settings = { account: 'anna' };
    expect(await addUserSource(database, user.id, { source: 'file' })).toBe(true);
    expect(
      await addUserSource(database, user.id, { source: 'second', sourceSettings: settings }),
    ).toBe(true);
    expect(await getUser(user.id)).toMatchObject({
      source: 'synthetic',
      sources: ['synthetic', 'file', 'second'],
    });
    expect(await participantById(database, user.id)).toMatchObject({
      source: 'synthetic',
      dataSeed: 7,
      startDate: '2026-03-02',
    });
    expect(await participantById(database, user.id, 'second')).toMatchObject({
      source: 'second',
      sourceSettings: settings,
      dataSeed: null,
      startDate: null,
    });
  });

  it('is left alone where the user has it', async () => {
    const user = await newUser({ dataSeed: 7 });
    const again = { source: 'synthetic', dataSeed: 8 };
    expect(await addUserSource(testDatabase(), user.id, again)).toBe(false);
    expect(await participantById(testDatabase(), user.id)).toMatchObject({ dataSeed: 7 });
  });

  it('is one row when it is added five times at once', async () => {
    const user = await newUser();
    const added = await Promise.all(
      Array.from({ length: 5 }, () => addUserSource(testDatabase(), user.id, { source: 'second' })),
    );
    expect(added.filter(Boolean)).toHaveLength(1);
    expect((await getUser(user.id)).sources).toEqual(['synthetic', 'second']);
  });

  it('is refused for nobody and for a key that is not registered', async () => {
    const { id } = await newUser();
    const database = testDatabase();
    await expect(addUserSource(database, 'nobody', { source: 'second' })).rejects.toMatchObject({
      code: 'USER_NOT_FOUND',
    });
    await expect(addUserSource(database, id, { source: 'unheard-of' })).rejects.toMatchObject({
      code: 'SOURCE_NOT_FOUND',
    });
    await expect(participantById(database, id, 'second')).rejects.toMatchObject({
      code: 'SOURCE_NOT_FOUND',
    });
  });
});

describe('a run', () => {
  it('takes the source it was asked for, and by default the first that can be asked', async () => {
    const user = await newUser({ source: 'file', dataSeed: null });
    await addUserSource(testDatabase(), user.id, { source: 'second' });
    await addUserSource(testDatabase(), user.id, { source: 'synthetic', dataSeed: 7 });
    const [first, named] = [await ask(user.id), await ask(user.id, 'synthetic')];
    expect([first.source, named.source]).toEqual(['second', 'synthetic']);
    expect(await findRun(testDatabase(), named.id)).toMatchObject({ source: 'synthetic' });
  });

  it('of one source is another run than the same of another, and one run when asked for twice', async () => {
    const user = await newUser();
    await addUserSource(testDatabase(), user.id, { source: 'second' });
    const [one, other, again] = [
      await ask(user.id, 'synthetic'),
      await ask(user.id, 'second'),
      await ask(user.id, 'second'),
    ];
    expect(other.id).not.toBe(one.id);
    expect(again.id).toBe(other.id);
  });

  it('is refused for a source that the user has not, and for one of files', async () => {
    const user = await newUser();
    await addUserSource(testDatabase(), user.id, { source: 'file' });
    await expect(ask(user.id, 'second')).rejects.toMatchObject({ code: 'SOURCE_NOT_FOUND' });
    await expect(ask(user.id, 'file')).rejects.toMatchObject({ code: 'SOURCE_MISMATCH' });
    expect(await runsOf(user.id)).toEqual([]);
  });

  it('that is recorded without a source is one of the first', async () => {
    const user = await newUser();
    await addUserSource(testDatabase(), user.id, { source: 'second' });
    const run = await ingestRecorded(user, { start: '2026-03-29', end: '2026-03-29' });
    expect(run).toMatchObject({ source: 'synthetic', status: 'succeeded' });
  });
});

describe('the ingest of everybody', () => {
  it('makes one run for each source that has news', async () => {
    const user = await newUser();
    await addUserSource(testDatabase(), user.id, { source: 'file' });
    await addUserSource(testDatabase(), user.id, { source: 'second' });
    await ingestAll(
      { trigger: 'schedule' },
      {
        database: testDatabase(),
        env: parseEnv({}),
        log: quietLog(),
        workerId: 'test',
        stopping: new AbortController().signal,
      },
    );
    const runs = await runsOf(user.id);
    expect(runs.map((run) => run.source).toSorted()).toEqual(['second', 'synthetic']);
  });
});
