/** From the connect link over the consent screen to the years that are read afterwards, and back out. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { getConnection } from '#db/queries/getConnection.ts';
import { getUser } from '#db/queries/getUsers.ts';
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
import { participantById } from '#lib/etl/participants.ts';
import type { SimulatedGoogle } from '#tests/support/googleHealth/google.ts';
import { simulatedPerson } from '#tests/support/googleHealth/person.ts';
import { startGoogle } from '#tests/support/googleHealth/server.ts';
import { authorisationFor, connectedUser, googleKey } from './support/connected.ts';
import { newUser, testDatabase, useOwnDatabase } from './support/database.ts';
import { ingest } from './support/ingest.ts';

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
