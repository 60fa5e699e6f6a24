/** Every documented route of the running product, over HTTP, by the same calls as in the handlers' own test. */
import { randomBytes } from 'node:crypto';
import { type APIRequestContext, expect, test } from '@playwright/test';
import type { DocumentedRoute } from '#lib/contract/route.ts';
import { routes } from '#lib/contract/routes.ts';
import { type ApiAnswer, problemsOf } from '#tests/api/answer.ts';
import { badCalls } from '#tests/api/badCalls.ts';
import type { ApiCall, ApiWorld } from '#tests/api/call.ts';
import { goodCalls } from '#tests/api/goodCalls.ts';

const dayMs = 86_400_000;
/** More than a thousand requests, one after the other. */
test.describe.configure({ timeout: 240_000 });

async function ask(request: APIRequestContext, call: ApiCall): Promise<ApiAnswer> {
  const answer = await request.fetch(call.url, {
    method: call.method,
    headers: call.headers,
    // Bytes travel as they are; a string would be made JSON first.
    data: call.body === undefined ? undefined : Buffer.from(call.body),
  });
  return { status: answer.status(), headers: answer.headers(), text: await answer.text() };
}

/** Behind a longer run of the same user, so that it waits; asked for by POST as anybody would. */
async function cancelledRun(request: APIRequestContext, user: string): Promise<number> {
  const ask = async (data: object) => {
    const answer = await request.post(`/api/users/${user}/ingestions`, { data });
    return routes.requestIngestion.answer.parse(await answer.json()).run.id;
  };
  await ask({ full: true });
  const id = await ask({ start: '2026-01-02', end: '2026-01-02' });
  await request.post(`/api/ingestions/${id}/cancel`);
  return id;
}

/** Somebody whose account can be connected, made by the routes themselves, with a link to connect by. */
async function newConnectable(request: APIRequestContext) {
  const user = `live-${randomBytes(4).toString('hex')}`;
  const body = { data: { id: user, timeZone: 'Asia/Kolkata' } };
  routes.createUser.answer.parse(await (await request.post('/api/users', body)).json());
  const made = await request.post(`/api/users/${user}/connect-link`, { data: {} });
  const { url } = routes.createConnectLink.answer.parse(await made.json());
  return { user, link: new URL(url).pathname.replace('/connect/', '') };
}

/** What the product holds after its start, two users and their runs, and one who can be connected. */
async function worldOf(request: APIRequestContext): Promise<ApiWorld> {
  const { users } = routes.getUsers.answer.parse(await (await request.get('/api/users')).json());
  const { runs } = routes.getRuns.answer.parse(await (await request.get('/api/ingestions')).json());
  // By name: the calls make users of their own.
  const [first, second] = ['user1', 'user2'].map((id) => users.find((user) => user.id === id));
  const run = runs.find(({ status }) => status === 'succeeded');
  if (!first?.lastSample || !second?.lastSample || !run) throw new Error('Nothing was ingested.');
  const start = new Date(first.lastSample - dayMs).toISOString();
  const end = new Date(first.lastSample).toISOString();
  return {
    users: [first.id, second.id],
    connecting: await newConnectable(request),
    run: run.id,
    annotation: await annotate(request, first.id, start),
    imports: await openImports(request),
    cancellableRun: await cancelledRun(request, second.id),
    start,
    end,
    startDate: start.slice(0, 10),
    endDate: end.slice(0, 10),
  };
}

/** Made as anybody would: a small table each, uploaded in one piece. */
async function openImports(request: APIRequestContext): Promise<ApiWorld['imports']> {
  const [empty, open, checked, unstarted] = [
    await newImport(request),
    await newImport(request),
    await newImport(request),
    await newImport(request),
  ];
  const file = await uploadTable(request, open);
  await uploadTable(request, checked);
  await uploadTable(request, unstarted);
  return { empty, open, file, checked, unstarted, newUser: `imported-${checked}` };
}

async function newImport(request: APIRequestContext): Promise<number> {
  const answer = await request.post('/api/imports', { data: {} });
  return routes.createImport.answer.parse(await answer.json()).import.id;
}

async function uploadTable(request: APIRequestContext, id: number): Promise<number> {
  const table = Buffer.from('timestamp,value\n2025-06-15 10:00:00,60\n');
  const said = { import: String(id), name: 'a.csv' };
  const metadata = Object.entries(said).map(([key, value]) => `${key} ${btoa(value)}`);
  const answer = await request.post('/api/imports/uploads', {
    headers: {
      'tus-resumable': '1.0.0',
      'upload-length': String(table.length),
      'upload-metadata': metadata.join(','),
      'content-type': 'application/offset+octet-stream',
    },
    data: table,
  });
  expect(answer.status()).toBe(201);
  const ask = async () =>
    routes.getImport.answer.parse(await (await request.get(`/api/imports/${id}`)).json()).import;
  await expect.poll(async () => (await ask()).state).toBe('checked');
  return (await ask()).files[0]?.id ?? 0;
}

async function annotate(request: APIRequestContext, userId: string, start: string) {
  const data = { kind: 'note', start, text: 'Before all others' };
  const made = await request.post(`/api/users/${userId}/annotations`, { data });
  return routes.createAnnotation.answer.parse(await made.json()).annotation.id;
}

async function failures(request: APIRequestContext, calls: ApiCall[]) {
  const wrong: Record<string, string[]> = {};
  for (const call of calls) {
    const answer = await ask(request, call);
    const refusedBefore =
      call.statusOverHttp !== undefined && answer.status === call.statusOverHttp;
    const problems = refusedBefore ? [] : problemsOf(call, answer);
    if (problems.length > 0) wrong[call.name] = problems;
  }
  return wrong;
}

test('every documented route answers as its schema says', async ({ request }) => {
  const calls = goodCalls(await worldOf(request));
  expect(new Set(calls.map((call) => call.route))).toEqual(new Set(Object.keys(routes)));
  expect(await failures(request, calls)).toEqual({});
});

test('every route refuses what is malformed, huge, unknown or from elsewhere', async ({
  request,
}) => {
  expect(await failures(request, badCalls(await worldOf(request)))).toEqual({});
});

test('each route can be tried on its page', async ({ page, request }) => {
  const { users, start } = await worldOf(request);
  // The page takes whoever has the most samples: both have something to change.
  for (const user of users) await annotate(request, user, start);
  await page.goto('/docs');
  for (const [name, { path, status, example }] of Object.entries<DocumentedRoute>(routes)) {
    // What a fresh installation refuses, one with data may obey, or refuse for another reason.
    const expected = example.refused ? '[24]\\d\\d' : status;
    const route = page.locator(`#${name}`);
    await route.locator('summary').first().click();
    await expect(route.getByText('curl')).toContainText(path.split('{')[0] ?? path);
    await route.getByRole('button', { name: 'Send' }).click();
    await expect(route.getByText(new RegExp(`^${expected} \\p{Lu}`, 'u'))).toBeVisible();
    await expect(route.getByRole('textbox', { name: 'Answer' })).not.toBeEmpty();
  }
});

test('the page of routes works by keyboard, and a link opens its route', async ({ page }) => {
  await page.goto('/docs#getSummary');
  const route = page.locator('#getSummary');
  await expect(route).toHaveAttribute('open', '');
  const start = route.getByRole('textbox', { name: 'start', exact: true });
  await expect(start).toHaveValue(/^\d{4}-\d{2}-\d{2}$/);
  await start.fill('yesterday');
  await start.press('Enter');
  await expect(route.getByText('400 Bad Request')).toBeVisible();
  await expect(route.getByRole('textbox', { name: 'Answer' })).toHaveValue(/start must be a date/);
});

test('the page of routes does not overflow a narrow screen', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/docs#getHeartRate');
  const route = page.locator('#getHeartRate');
  await route.getByRole('button', { name: 'Send' }).click();
  await expect(route.getByText('200 OK')).toBeVisible();
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(wide).toBeLessThanOrEqual(390);
});
