/** A Google account, from the link that is sent over the consent screen to the data, and back out. */
import { randomBytes } from 'node:crypto';
import { expect, type Page, test } from '@playwright/test';
import { routes } from '#lib/contract/routes.ts';
import { notificationOf } from '#tests/support/googleHealth/webhooks.ts';

test.describe.configure({ timeout: 180_000 });

/** Adds a participant on the overview, as a researcher does. @returns their identifier. */
async function addParticipant(page: Page, name: string): Promise<string> {
  const id = `${name.toLowerCase()}-${randomBytes(3).toString('hex')}`;
  await page.goto('/');
  await page.getByText('Add participant').click();
  await page.getByLabel('Identifier').fill(id);
  await page.getByLabel('Name (optional)').fill(name);
  await page.getByLabel(/Time zone/).fill('Europe/London');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page).toHaveURL(`/users/${id}/connection`);
  return id;
}

async function connectAs(page: Page, account: string): Promise<void> {
  await page.getByRole('button', { name: /^(Connect here|Reconnect|Continue to Google)$/ }).click();
  await expect(page.getByRole('heading', { name: 'Simulated Google' })).toBeVisible();
  await page.getByRole('button', { name: account }).click();
}

const panel = (page: Page) => page.getByRole('region', { name: 'Connection' });

test('a participant connects by the link that was sent, and the data arrive', async ({
  page,
  browser,
}) => {
  const id = await addParticipant(page, 'Grace');
  await page.getByRole('button', { name: 'Make a link for Grace' }).click();
  const link = await page.getByLabel(/Good for one connection/).inputValue();

  const participant = await (await browser.newContext()).newPage();
  const asked = new Set<string>();
  participant.on('request', (request) => asked.add(request.url()));
  await participant.goto(link);
  await expect(participant.getByRole('heading', { name: 'Share your heart rate' })).toBeVisible();
  await expect(participant.getByRole('navigation')).toHaveCount(0);
  await connectAs(participant, 'Cancel');
  await expect(participant.getByText('The access was not granted')).toBeVisible();
  await participant.goto(link);
  await connectAs(participant, 'Allow as grace');
  await expect(participant.getByRole('heading', { name: 'Connected' })).toBeVisible();
  await expect(participant.getByText('you can close this page')).toBeVisible();
  await participant.goto(link);
  await expect(participant.getByText('This link does not work any more')).toBeVisible();
  await participant.context().close();
  // A login lets participants through to these alone: docs/google-health.md.
  const letThrough = /^\/(connect\/|api\/connect$|_next\/static\/|icon\.svg)/;
  const ours = [...asked]
    .map((url) => new URL(url))
    .filter(({ origin }) => link.startsWith(origin));
  expect(ours.map(({ pathname }) => pathname).filter((path) => !letThrough.test(path))).toEqual([]);

  await expect(panel(page)).toHaveAttribute('data-connection', 'connected');
  await expect(panel(page).getByText(/^All \d+ days since .* have been read\.$/)).toBeVisible({
    timeout: 120_000,
  });
  await page.goto(`/users/${id}`);
  await expect(page.locator('figure[data-samples]')).not.toHaveAttribute('data-samples', '0');
});

test('an account is disconnected, connected again, and asked for when Google has ended it', async ({
  page,
  request,
}) => {
  const id = await addParticipant(page, 'Hal');
  await connectAs(page, 'Allow as hal');
  await page.getByRole('link', { name: 'See how far it is' }).click();
  await expect(panel(page)).toHaveAttribute('data-connection', 'connected');

  await panel(page).getByRole('button', { name: 'Disconnect…' }).click();
  await panel(page).getByRole('button', { name: 'Keep connected' }).click();
  await panel(page).getByRole('button', { name: 'Disconnect…' }).click();
  await panel(page).getByRole('button', { name: 'Disconnect', exact: true }).click();
  await expect(panel(page).getByRole('heading', { name: 'Disconnected' })).toBeVisible();

  const google = await googleOf(page, id);
  await connectAs(page, 'Allow as hal');
  await page.getByRole('link', { name: 'See how far it is' }).click();
  await expect(panel(page)).toHaveAttribute('data-connection', 'connected');
  await request.get(`${google}/simulated/end?account=hal`);
  await request.post(`/api/users/${id}/ingestions`, { data: {} });
  await expect(panel(page).getByRole('heading', { name: 'Reconnect needed' })).toBeVisible({
    timeout: 60_000,
  });
  await expect(panel(page)).toContainText('invalid_grant');
  await page.goto('/?q=hal');
  await expect(page.locator(`article[data-user="${id}"]`)).toContainText('Reconnect needed');
});

test('Google’s notices are taken from Google alone, and their days are read', async ({
  page,
  request,
  baseURL,
}) => {
  const id = await addParticipant(page, 'Iris');
  const google = await googleOf(page, id);
  await connectAs(page, 'Allow as iris');
  await expect(page.getByRole('heading', { name: 'Connected' })).toBeVisible();
  const send = async (body: object, how = '') => {
    const query = new URLSearchParams({
      to: `${baseURL}/api/webhooks/google-health`,
      body: JSON.stringify(body),
    });
    return await (await request.get(`${google}/simulated/notify?${query}${how}`)).json();
  };
  const yesterday = new Date(Date.now() - 86_400_000).toISOString();
  const notice = notificationOf('iris', yesterday, yesterday);
  expect(await send({ type: 'verification' })).toMatchObject({ status: 201 });
  expect(await send({ type: 'verification' }, '&anonymous')).toMatchObject({ status: 401 });
  expect(await send(notice, '&forged')).toMatchObject({ status: 401 });
  expect(await send({}, '&huge')).toMatchObject({ status: 413 });
  expect(await send(notice)).toEqual({ status: 204, text: '' });
  await expect(async () => {
    const answer = await (await request.get(`/api/ingestions?user=${id}`)).json();
    const { runs } = routes.getRuns.answer.parse(answer);
    const run = runs.find(({ trigger }) => trigger === 'webhook');
    expect(run).toMatchObject({ status: 'succeeded', days: { total: 1 } });
  }).toPass({ timeout: 90_000 });
});

/** Where the simulated Google is, as the consent screen's address says. */
async function googleOf(page: Page, userId: string): Promise<string> {
  const answer = await page.request.post(`/api/users/${userId}/connect`, { data: {} });
  const { authorizeUrl } = routes.connect.answer.parse(await answer.json());
  return new URL(authorizeUrl).origin;
}
