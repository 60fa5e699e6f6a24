/** From the connect link over the consent screen to the years that are read afterwards, and back out. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { getConnection } from '#db/queries/getConnection.ts';
import { getUser } from '#db/queries/getUsers.ts';
import { requestAfterConnecting } from '#jobs/enqueue.ts';
import { startWorker } from '#jobs/startWorker.ts';
import { beginBackfill, markBackfilled } from '#lib/connections/backfillStore.ts';
import { bindBrowser } from '#lib/connections/browserState.ts';
import {
  begin,
  beginByLink,
  type ConnectingEnv,
  createConnectLink,
  disconnect,
  finish,
  rotateTokens,
} from '#lib/connections/connecting.ts';
import { findConnection } from '#lib/connections/store.ts';
import { parseEnv } from '#lib/env.ts';
import { participantById } from '#lib/etl/participants.ts';
import { metrics } from '#lib/etl/registry.ts';
import { addDays, eachDay } from '#lib/time/localDate.ts';
import { localDateOf } from '#lib/time/timeZone.ts';
import type { SimulatedGoogle } from '#tests/support/googleHealth/google.ts';
import { simulatedPerson } from '#tests/support/googleHealth/person.ts';
import { startGoogle } from '#tests/support/googleHealth/server.ts';
import { authorisationFor, connectedUser, googleKey } from './support/connected.ts';
import { newUser, testDatabase, useOwnDatabase } from './support/database.ts';
import { ingest } from './support/ingest.ts';
import { quietLog } from './support/server.ts';
import { storedSamples } from './support/stored.ts';
import { until } from './support/until.ts';
import { runsOf } from './support/worker.ts';

useOwnDatabase();

let google: SimulatedGoogle;
let env: ConnectingEnv;
const accounts = ['ada', 'bob', 'cid', 'dan', 'eve', 'fay', 'gil', 'hal', 'ian'];
beforeAll(async () => {
  google = await startGoogle(
    accounts.map((id) =>
      simulatedPerson(id, { start: '2026-08-01', end: '2026-09-05', every: 1800, seed: 'years' }),
    ),
  );
  env = { google: google.settings, publicUrl: 'https://hearts.test', port: 3000 };
});
afterAll(() => google.close());
beforeEach(() => {
  google.tokenFault = undefined;
  google.visitor = { accountId: 'ada', agrees: true };
});

const live = () => newUser({ source: 'google-health', dataSeed: null });
const linkPart = (url: string) => new URL(url).pathname.replace('/connect/', '');
const stateOf = (authorizeUrl: string) => new URL(authorizeUrl).searchParams.get('state') ?? '';

/** What the browser does at Google. @returns the address it is sent back to. */
async function consent(authorizeUrl: string): Promise<URL> {
  const answer = await fetch(authorizeUrl, { redirect: 'manual' });
  return new URL(answer.headers.get('location') ?? '');
}

async function connect(userId: string, accountId: string) {
  google.visitor = { accountId, agrees: true };
  const { authorizeUrl } = await begin(testDatabase(), env, userId);
  const back = await consent(authorizeUrl);
  return await finish(testDatabase(), env, back.searchParams, stateOf(authorizeUrl));
}

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
  const worker = await startWorker({
    database: testDatabase(),
    env: { ...parseEnv({}), google: google.settings },
    log: quietLog(),
    crontab: '# nothing on schedule',
  });
  try {
    await until(
      async () => expect((await getConnection(userId))?.backfill?.finishedAt).toBeTypeOf('number'),
      { everyMs: 100 },
    );
  } finally {
    await worker.stop();
  }
}

describe('connecting', () => {
  it('by a link leads over Google to a connected account, once', async () => {
    const user = await live();
    const { url } = await createConnectLink(testDatabase(), env, user.id);
    expect(url).toMatch(/^https:\/\/hearts\.test\/connect\/[\w-]{32}$/);
    const { authorizeUrl } = await beginByLink(testDatabase(), env, linkPart(url));
    const back = await consent(authorizeUrl);
    expect(back.origin + back.pathname).toBe('https://hearts.test/connect/return');
    const state = stateOf(authorizeUrl);
    expect(await finish(testDatabase(), env, back.searchParams, state)).toEqual({
      userId: user.id,
      byLink: true,
    });
    expect(await getConnection(user.id)).toMatchObject({ state: 'connected', reason: null });
    await expect(finish(testDatabase(), env, back.searchParams, state)).rejects.toMatchObject({
      code: 'CONNECT_REFUSED',
    });
    await expect(beginByLink(testDatabase(), env, linkPart(url))).rejects.toMatchObject({
      code: 'CONNECT_LINK_INVALID',
    });
  });

  it('is bound to the browser that began, by a cookie that scripts cannot read', async () => {
    const user = await live();
    const begun = await begin(testDatabase(), env, user.id);
    const cookie = bindBrowser(begun)['set-cookie'] ?? '';
    expect(cookie).toContain(`=${stateOf(begun.authorizeUrl)};`);
    expect(cookie).toMatch(/; Path=\/connect; .*HttpOnly; SameSite=Lax; Secure$/);
    const back = await consent(begun.authorizeUrl);
    for (const other of [undefined, '', 'another']) {
      await expect(finish(testDatabase(), env, back.searchParams, other)).rejects.toMatchObject({
        code: 'CONNECT_REFUSED',
      });
    }
    expect(await getConnection(user.id)).toBeNull();
  });

  it('keeps nothing when the person says no', async () => {
    const user = await live();
    google.visitor.agrees = false;
    const { authorizeUrl } = await begin(testDatabase(), env, user.id);
    const back = await consent(authorizeUrl);
    await expect(
      finish(testDatabase(), env, back.searchParams, stateOf(authorizeUrl)),
    ).rejects.toMatchObject({ message: 'The access was not granted; nothing is connected.' });
    expect(await getConnection(user.id)).toBeNull();
  });

  it('takes no code that another attempt was given', async () => {
    const user = await live();
    const first = await begin(testDatabase(), env, user.id);
    const second = await begin(testDatabase(), env, user.id);
    const stolen = (await consent(first.authorizeUrl)).searchParams;
    stolen.set('state', stateOf(second.authorizeUrl));
    await expect(
      finish(testDatabase(), env, stolen, stateOf(second.authorizeUrl)),
    ).rejects.toMatchObject({ code: 'CONNECT_REFUSED' });
    expect(await getConnection(user.id)).toBeNull();
  });

  it('gives one account to one user, and keeps to the account that the data came from', async () => {
    const [one, other] = [await live(), await live()];
    await connect(one.id, 'bob');
    await expect(connect(other.id, 'bob')).rejects.toMatchObject({ code: 'CONNECT_REFUSED' });
    await disconnect(testDatabase(), env, one.id);
    await expect(connect(one.id, 'cid')).rejects.toMatchObject({ code: 'CONNECT_REFUSED' });
    await connect(one.id, 'bob');
    expect(await getConnection(one.id)).toMatchObject({ state: 'connected' });
  });

  it('gives the participant the account’s time zone, as long as no day is cut by another', async () => {
    const person = google.people.get('gil');
    if (person) person.timeZone = 'Asia/Tokyo';
    const user = await live();
    await connect(user.id, 'gil');
    expect((await getUser(user.id)).timeZone).toBe('Asia/Tokyo');
    await ingest(await participantById(testDatabase(), user.id), {
      start: '2026-08-10',
      end: '2026-08-11',
      authorisation: authorisationFor(google, user.id),
    });
    await disconnect(testDatabase(), env, user.id);
    if (person) person.timeZone = 'Asia/Kolkata';
    await connect(user.id, 'gil');
    expect((await getUser(user.id)).timeZone).toBe('Asia/Tokyo');
    expect(await getConnection(user.id)).toMatchObject({ accountTimeZone: 'Asia/Kolkata' });
  });

  it('needs no leave to read the settings', async () => {
    const user = await live();
    google.fault = (path) => (path.endsWith('/settings') ? 'forbidden' : undefined);
    await connect(user.id, 'hal').finally(() => {
      google.fault = () => undefined;
    });
    expect(await getConnection(user.id)).toMatchObject({
      state: 'connected',
      accountTimeZone: null,
    });
    expect((await getUser(user.id)).timeZone).toBe('Europe/London');
  });

  it('is refused, naming what is missing, where no key is configured', async () => {
    const user = await live();
    const bare = { ...env, google: { ...google.settings, tokenKeys: [] } };
    await expect(begin(testDatabase(), bare, user.id)).rejects.toMatchObject({
      code: 'CONNECTING_UNAVAILABLE',
      details: { missing: ['TOKEN_KEY'] },
    });
  });
});

describe('a connected account', () => {
  it('has its tokens sealed in the database, and sealed again with a new key', async () => {
    const user = await connectedUser(google, 'dan');
    const { sql } = testDatabase();
    const stored = JSON.stringify(await sql`select * from connections where user_id = ${user.id}`);
    expect(stored).not.toMatch(/ya29|1\/\//);
    const [old = '', fresh] = [google.settings.tokenKeys[0], 'b2'.repeat(32)];
    google.settings.tokenKeys = [fresh, old];
    expect(await rotateTokens(testDatabase(), env)).toBeGreaterThan(0);
    expect(await rotateTokens(testDatabase(), env)).toBe(0);
    google.settings.tokenKeys = [fresh];
    const { signal } = new AbortController();
    expect(await authorisationFor(google, user.id).token(signal)).toMatch(/^ya29/);
  });

  it('is disconnected at Google and here, whether Google can be reached or not', async () => {
    const user = await live();
    await connect(user.id, 'eve');
    const before = google.counts.revocations;
    await disconnect(testDatabase(), env, user.id);
    expect(google.counts.revocations).toBe(before + 1);
    expect(await findConnection(testDatabase(), googleKey(user.id))).toMatchObject({
      state: 'disconnected',
      accessToken: null,
      refreshToken: null,
    });
    await connect(user.id, 'eve');
    await disconnect(
      testDatabase(),
      { ...env, google: { ...google.settings, revokeUrl: 'http://127.0.0.1:9/revoke' } },
      user.id,
    );
    expect(await getConnection(user.id)).toMatchObject({ state: 'disconnected' });
  });

  it('is not asked again for days that are settled, when its earlier years are read', async () => {
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

  it('has its gap read after a break, however long it was, and nothing else', async () => {
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
    await disconnect(testDatabase(), env, user.id);
    google.filters.length = 0;
    await connect(user.id, 'joy');
    await readEarlierYears(user.id);
    const person = google.people.get('joy');
    expect(await storedSamples(user.id)).toEqual({ t: person?.t, value: person?.bpm });
    const asked = daysAsked();
    expect([...new Set(asked)].toSorted()).toEqual([...eachDay(addDays(broken, 1), today)]);
    expect(asked.filter((date) => date === today)).toEqual([today]);
    expect(await getConnection(user.id)).toMatchObject({ backfill: { daysDone: 111 } });
  });

  it('has its earlier years read newest first, and after a break only the gap', async () => {
    const user = await live();
    await connect(user.id, 'fay');
    await requestAfterConnecting(googleKey(user.id));
    const worker = await startWorker({
      database: testDatabase(),
      env: { ...parseEnv({}), google: google.settings },
      log: quietLog(),
      crontab: '# nothing on schedule',
    });
    try {
      const person = google.people.get('fay');
      await until(
        async () =>
          expect((await getConnection(user.id))?.backfill?.finishedAt).toBeTypeOf('number'),
        { everyMs: 100 },
      );
      expect(await storedSamples(user.id)).toEqual({ t: person?.t, value: person?.bpm });
      const runs = (await runsOf(user.id)).filter((run) => run.trigger === 'backfill');
      const starts = runs.map((run) => run.window.start ?? '');
      expect(starts.length).toBeGreaterThan(2);
      expect(starts).toEqual(starts.toSorted().toReversed());
      expect(runs.at(-1)?.window.start).toBe(localDateOf(person?.t[0] ?? 0, 'Europe/London'));
      // Disconnected and connected again: what was read is not read again.
      await disconnect(testDatabase(), env, user.id);
      google.filters.length = 0;
      await connect(user.id, 'fay');
      await requestAfterConnecting(googleKey(user.id));
      await until(async () => expect((await runsOf(user.id)).at(-1)?.status).toBe('succeeded'), {
        everyMs: 100,
      });
      expect(google.filters.some((filter) => filter.includes('"2026-08-'))).toBe(false);
    } finally {
      await worker.stop();
    }
  });

  it('is asked no faster than the limit that all share', async () => {
    const user = await connectedUser({ ...google }, 'cid');
    const settings = { ...google.settings, requestsPerMinute: 600 };
    const slow = { ...google, settings };
    const before = google.counts.requests;
    const began = Date.now();
    await Promise.all(
      ['2026-08-01', '2026-08-06', '2026-08-11'].map((start) =>
        ingest(user, {
          start,
          end: start,
          authorisation: authorisationFor(slow, user.id),
        }),
      ),
    );
    await ingest(user, {
      start: '2026-08-02',
      end: '2026-08-21',
      authorisation: authorisationFor(slow, user.id),
    });
    const asked = google.counts.requests - before;
    const minutes = (Date.now() - began) / 60_000;
    // A burst of one in twenty, then evenly.
    expect(asked).toBeGreaterThan(40);
    expect(asked).toBeLessThanOrEqual(30 + 570 * minutes + 1);
  });
});
