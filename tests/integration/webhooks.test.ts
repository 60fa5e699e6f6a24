/** What Google says has changed: taken from Google alone, and read as exactly those days. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requestAfterConnecting, requestNotified } from '#jobs/enqueue.ts';
import { readNotified, stretchesOf } from '#jobs/tasks/readNotified.ts';
import { endConnection } from '#lib/connections/store.ts';
import { type Received, receive } from '#lib/connections/webhooks/receive.ts';
import { SigningKeys } from '#lib/connections/webhooks/signingKeys.ts';
import { parseEnv } from '#lib/env.ts';
import { HeartlineError } from '#lib/errors.ts';
import { readBytes } from '#lib/http/input.ts';
import type { SimulatedGoogle } from '#tests/support/googleHealth/google.ts';
import { simulatedPerson } from '#tests/support/googleHealth/person.ts';
import { startGoogle } from '#tests/support/googleHealth/server.ts';
import { notificationOf, type Wrong } from '#tests/support/googleHealth/webhooks.ts';
import { connectedUser, googleKey } from './support/connected.ts';
import { testDatabase, useOwnDatabase } from './support/database.ts';
import { quietLog } from './support/server.ts';
import { jobsOf, runsOf } from './support/worker.ts';

useOwnDatabase();

let google: SimulatedGoogle;
let keys: SigningKeys;
beforeAll(async () => {
  const days = { start: '2026-08-01', end: '2026-08-02', every: 3600, seed: 'webhooks' };
  google = await startGoogle(
    ['ada', 'bob', 'cid', 'dan', 'eve'].map((id) =>
      simulatedPerson(id, { ...days, timeZone: 'Asia/Tokyo' }),
    ),
  );
  keys = new SigningKeys(google.settings.webhookKeysUrl);
});
afterAll(() => google.close());

/** The request as the route is given it. */
function requestOf(content: unknown, wrong: Wrong = {}): Request {
  const body = typeof content === 'string' ? content : JSON.stringify(content);
  const { webhooks } = google;
  const { authorization = webhooks.authorization, signature = webhooks.signatureOf(body) } = wrong;
  return new Request('https://hearts.test/api/webhooks/google-health', {
    method: 'POST',
    headers: {
      ...(authorization !== null && { authorization }),
      ...(signature !== null && { [wrong.header ?? 'GOOGLE-HEALTH-API-SIGNATURE']: signature }),
    },
    body,
  });
}

async function take(content: unknown, wrong?: Wrong): Promise<Received> {
  const request = requestOf(content, wrong);
  return await receive(testDatabase(), google.settings, keys, request, readBytes);
}

async function notify(...notifications: ReturnType<typeof notificationOf>[]) {
  const received = await take(notifications);
  if (received.kind === 'notification') await requestNotified(received.notified);
  return received;
}

/** What the queue does once the notifications have been gathered. */
async function readNow(userId: string) {
  await readNotified(googleKey(userId), {
    database: testDatabase(),
    env: { ...parseEnv({}), google: google.settings },
    log: quietLog(),
    workerId: 'test',
    stopping: new AbortController().signal,
  });
  return (await runsOf(userId)).map(({ trigger, window }) => [trigger, window.start, window.end]);
}

const verification = { type: 'verification' };
const day = ['2026-08-01T01:00:00Z', '2026-08-01T02:00:00Z'] as const;
const refused = { code: 'WEBHOOK_UNAUTHORISED' };

describe('a webhook', () => {
  it('passes the two tests that Google makes of an address', async () => {
    expect(await take(verification)).toEqual({ kind: 'verification' });
    await expect(take(verification, { authorization: null })).rejects.toMatchObject(refused);
    await expect(take(verification, { authorization: 'Bearer x' })).rejects.toMatchObject(refused);
  });

  it('is not there where it is not configured', async () => {
    const bare = { webhookAuthorization: undefined };
    await expect(
      receive(testDatabase(), bare, keys, requestOf(verification), readBytes),
    ).rejects.toMatchObject({ code: 'ROUTE_NOT_FOUND' });
  });

  it('is taken under either name of the signature’s header', async () => {
    for (const header of ['X-HEALTHAPI-SIGNATURE', 'GOOGLE-HEALTH-API-SIGNATURE']) {
      const received = await take(notificationOf('nobody', ...day), { header });
      expect(received).toEqual({ kind: 'notification', notified: [], unreadable: false });
    }
  });

  it.each([
    ['no signature', { signature: null }],
    ['another Authorization', { authorization: `Bearer ${'x'.repeat(32)}` }],
    ['what is no signature', { signature: 'AQ==' }],
    ['what is no base64', { signature: '§§§' }],
  ])('is refused with %s', async (_, wrong) => {
    await expect(take(notificationOf('ada', ...day), wrong)).rejects.toMatchObject(refused);
  });

  it('is refused with the signature of another body, or by a key that is not Google’s', async () => {
    const { webhooks } = google;
    const body = JSON.stringify(notificationOf('ada', ...day));
    const stolen = { signature: webhooks.signatureOf(body) };
    await expect(take(notificationOf('bob', ...day), stolen)).rejects.toMatchObject(refused);
    await expect(take(`${body} `, stolen)).rejects.toMatchObject(refused);
    const signature = Buffer.from(webhooks.signatureOf(body), 'base64');
    signature.writeUInt32BE(1, 1);
    const unknownKey = { signature: signature.toString('base64') };
    await expect(take(body, unknownKey)).rejects.toMatchObject(refused);
  });

  it('is refused when it is huge', async () => {
    const huge = notificationOf('x'.repeat(100_000), ...day);
    await expect(take(huge)).rejects.toMatchObject({ code: 'PAYLOAD_TOO_LARGE' });
  });

  it('is acknowledged when it is Google’s and says what we do not know', async () => {
    expect(await take({ data: { anything: 'new' } })).toMatchObject({ unreadable: true });
    const steps = notificationOf('ada', ...day, { dataType: 'steps' });
    expect(await take(steps)).toMatchObject({ notified: [], unreadable: false });
  });
});

describe('the keys', () => {
  it('that are new are fetched, and asked for no more than once a minute', async () => {
    const published = new SigningKeys(google.settings.webhookKeysUrl);
    const [idOf, now] = [
      () => Buffer.from(google.webhooks.signatureOf(''), 'base64').readUInt32BE(1),
      Date.now(),
    ];
    const old = idOf();
    expect(await published.find(old, now)).toBeDefined();
    google.webhooks.rotate();
    expect(await published.find(idOf(), now + 1_000)).toBeUndefined();
    expect(await published.find(idOf(), now + 61_000)).toBeDefined();
    expect(await published.find(old, now + 62_000)).toBeDefined();
    keys = published;
    expect(await take(notificationOf('nobody', ...day))).toMatchObject({ unreadable: false });
  });

  it('that cannot be had make the sender come again', async () => {
    const away = new SigningKeys('http://127.0.0.1:9/keys.json');
    await expect(away.find(1)).rejects.toBeInstanceOf(HeartlineError);
    await expect(away.find(1)).rejects.toMatchObject({ code: 'WEBHOOK_UNAVAILABLE' });
  });
});

describe('a notification', () => {
  it('becomes runs of exactly its local days, once however often it comes', async () => {
    const user = await connectedUser(google, 'bob');
    // In Tokyo the first is the evening of the 1st and the morning of the 2nd.
    await notify(notificationOf('bob', '2026-08-01T14:00:00Z', '2026-08-01T16:00:00Z'));
    await notify(
      notificationOf('bob', '2026-08-01T14:00:00Z', '2026-08-01T16:00:00Z'),
      notificationOf('bob', '2026-08-20T00:00:00Z', '2026-08-20T01:00:00Z'),
    );
    const jobs = (await jobsOf('read_notified')).filter(({ key }) => key?.endsWith(user.id));
    expect(jobs).toHaveLength(1);
    expect(jobs[0]?.dueIn).toBeLessThanOrEqual(10);
    const runs = [
      ['webhook', '2026-08-20', '2026-08-20'],
      ['webhook', '2026-08-01', '2026-08-02'],
    ];
    expect(await readNow(user.id)).toEqual(runs);
    expect(await readNow(user.id)).toEqual(runs);
  });

  it('sent again has its days read again, but no more than once a minute', async () => {
    const user = await connectedUser(google, 'cid');
    const same = notificationOf('cid', ...day);
    await notify(same);
    await readNow(user.id);
    await testDatabase()
      .sql`select graphile_worker.remove_job(${`notified:google-health:${user.id}`})`;
    for (let again = 0; again < 3; again++) await notify(same);
    const jobs = (await jobsOf('read_notified')).filter(({ key }) => key?.endsWith(user.id));
    expect(jobs).toHaveLength(1);
    expect(jobs[0]?.dueIn).toBeGreaterThan(30);
    expect(jobs[0]?.dueIn).toBeLessThanOrEqual(60);
  });

  it('of somebody who must connect again is read when they have', async () => {
    const user = await connectedUser(google, 'dan');
    await endConnection(testDatabase(), googleKey(user.id), 'reconnect-needed', 'Ended.');
    await notify(notificationOf('dan', ...day));
    expect(await readNow(user.id)).toEqual([]);
    await testDatabase().sql`
      update connections set state = 'connected' where user_id = ${user.id}`;
    await requestAfterConnecting(googleKey(user.id));
    expect(await readNow(user.id)).toEqual([['webhook', '2026-08-01', '2026-08-01']]);
  });

  it('of a far future or a long time is cut to days that there can be', async () => {
    const user = await connectedUser(google, 'eve');
    await notify(
      notificationOf('eve', '2150-01-01T00:00:00Z', '2150-01-02T00:00:00Z'),
      notificationOf('eve', '1970-01-01T00:00:00Z', '2009-01-31T00:00:00Z'),
    );
    expect(await readNow(user.id)).toEqual([['webhook', '2009-01-01', '2009-01-31']]);
  });
});

it('puts days into as few stretches as cover them and nothing else', () => {
  const [first, second, third] = ['2026-08-01', '2026-08-02', '2026-08-10'];
  expect(
    stretchesOf([
      { start: third, end: third },
      { start: first, end: first },
      { start: second, end: second },
    ]),
  ).toEqual([
    { start: first, end: second },
    { start: third, end: third },
  ]);
  const long = stretchesOf([{ start: '2026-01-01', end: '2026-03-31' }]);
  expect(long.map(({ start }) => start)).toEqual(['2026-01-01', '2026-02-01', '2026-03-04']);
  expect(long.at(-1)?.end).toBe('2026-03-31');
});
