import { readFile } from 'node:fs/promises';
import { type APIRequestContext, expect, test } from '@playwright/test';
import { runAnswer } from '#lib/contract/ingestions.ts';
import { settled } from './support/chart.ts';

test('lists runs with their figures, filtered by user and status in the address', async ({
  page,
}) => {
  await page.goto('/runs');
  await expect(page.locator('tr[data-run]').first()).toBeVisible();
  await page.getByLabel('User').fill('user2');
  await page.getByRole('button', { name: 'Show' }).click();
  await expect(page).toHaveURL(/user=user2/);
  await expect(page.locator('tr[data-run]').first()).toContainText('user2');
  await expect(page.locator('tr[data-run]').filter({ hasText: 'user1' })).toHaveCount(0);
  await page.getByLabel('Status').selectOption('succeeded');
  await expect(page).toHaveURL(/status=succeeded/);
  await page.getByLabel('Source').selectOption('file');
  await expect(page).toHaveURL(/source=file/);
  await expect(page.locator('[data-state="empty"]')).toContainText('No run matches');
  await page.getByRole('link', { name: 'Show all runs' }).click();
  await expect(page).toHaveURL(/\/runs$/);
  await page.getByLabel('Order').selectOption('oldest');
  await expect(page).toHaveURL(/sort=oldest/);
  await expect(page.locator('tr[data-run]').first()).toHaveAttribute('data-run', '1');
});

test('shows a new run as soon as it is there, and follows it to its end', async ({
  page,
  request,
}) => {
  await page.goto('/runs');
  await expect(page.locator('tr[data-run]').first()).toBeVisible();
  const { run } = runAnswer.parse(
    await (await request.post('/api/users/user2/ingestions', { data: {} })).json(),
  );
  const row = page.locator(`tr[data-run="${run.id}"]`);
  await expect(row).toBeVisible({ timeout: 30_000 });
  await expect(row.locator('[data-status]')).toHaveAttribute('data-status', 'succeeded', {
    timeout: 45_000,
  });
});

test('shows the log of a run as it is written, by level and by what it says', async ({
  page,
  request,
}) => {
  const { run } = runAnswer.parse(
    await (await request.post('/api/users/user1/ingestions', { data: { full: true } })).json(),
  );
  await page.goto(`/runs/${run.id}`);
  await expect(page.getByRole('region', { name: 'Log' })).toHaveAttribute('data-running', 'false', {
    timeout: 50_000,
  });
  const lines = page.getByRole('list', { name: 'Log lines' }).getByRole('listitem');
  const all = await lines.count();
  expect(all).toBeGreaterThan(1);
  await expect(page.locator('[data-status="succeeded"]').first()).toBeVisible();
  await expect(page.getByText('Refused records')).toBeVisible();
  await page.getByLabel('Least level').selectOption('error');
  await expect(lines).toHaveCount(0);
  await page.getByLabel('Least level').selectOption('debug');
  await expect(lines).toHaveCount(all);
  await page.getByLabel('Search the log').fill('FINISHED in');
  await expect(lines).toHaveCount(1);
  await expect(lines).toContainText('finished in');
  await page.getByLabel('Search the log').fill('');
  await page.getByLabel('Follow').uncheck();
  await expect(page.getByLabel('Follow')).not.toBeChecked();
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download' }).click();
  const text = await readFile((await (await saved).path()) ?? '', 'utf8');
  expect(text.trim().split('\n')).toHaveLength(all);
  expect(text).toContain('info started:');
  // What is written already comes by the page, so that long logs do not come an event a line.
  const stream = page.waitForRequest('**/logs/stream?*');
  await page.reload();
  expect(Number(new URL((await stream).url()).searchParams.get('after'))).toBeGreaterThan(0);
  await expect(lines).toHaveCount(all);
});

test('goes on after the last line when the connection was lost, and says so meanwhile', async ({
  page,
  request,
}) => {
  const { run } = runAnswer.parse(
    await (await request.post('/api/users/user1/ingestions', { data: { full: true } })).json(),
  );
  const streams: string[] = [];
  page.on('request', (sent) => {
    if (sent.url().includes('/logs/stream')) streams.push(sent.url());
  });
  await page.route('**/logs/stream?*', (route) => route.abort());
  await page.goto(`/runs/${run.id}`);
  const log = page.getByRole('region', { name: 'Log' });
  await expect(log).toHaveAttribute('data-connection', 'reconnecting');
  await expect(log.getByRole('status')).toContainText(/Connection lost at \d\d:\d\d:\d\d/);
  await page.unroute('**/logs/stream?*');
  await expect(log).toHaveAttribute('data-connection', 'complete', { timeout: 50_000 });
  expect(streams.length).toBeGreaterThan(1);
  const messages = log.getByRole('list', { name: 'Log lines' }).getByRole('listitem');
  const seen = await messages.allTextContents();
  expect(new Set(seen).size).toBe(seen.length);
  expect(seen.at(-1)).toContain('finished in');
});

/** Runs of one user, of which the last waits until its page is there. */
async function waitingRuns(request: APIRequestContext): Promise<number[]> {
  const ids: number[] = [];
  for (let days = 6; days <= 21; days++) {
    const start = new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
    const answer = await request.post('/api/users/user2/ingestions', { data: { start } });
    ids.push(runAnswer.parse(await answer.json()).run.id);
  }
  return ids;
}

test('cancels a run, and runs it again', async ({ page, request }) => {
  const ids = await waitingRuns(request);
  const id = ids.at(-1);
  await page.goto(`/runs/${id}`);
  await page.getByRole('button', { name: 'Cancel run' }).click();
  await expect(page.locator('section[data-status="cancelled"]')).toContainText(
    'cancelled on request',
  );
  // None of the others is waited for, by this test or by the next.
  for (const other of ids) await request.post(`/api/ingestions/${other}/cancel`);
  await page.getByRole('button', { name: 'Run again' }).click();
  await expect(page).not.toHaveURL(new RegExp(`/runs/${id}$`));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Run \d+$/);
  await expect(page.locator('section[data-status="succeeded"]')).toBeVisible({ timeout: 45_000 });
});

test('tells on another screen, and after loading anew, how a run ended that was started here', async ({
  page,
}) => {
  await page.goto('/users/user1');
  await settled(page);
  // Until the page is loaded anew, nothing says that the run has ended, however fast it is.
  const answers = /\/api\/ingestions\/\d+$/;
  await page.route(answers, async (route) => {
    const response = await route.fetch();
    const { run, ...rest } = runAnswer.parse(await response.json());
    await route.fulfill({ response, json: { ...rest, run: { ...run, status: 'running' } } });
  });
  await page.getByRole('button', { name: 'Re-ingest' }).click();
  await expect(page.locator('[data-run]')).toBeVisible();
  await page.getByRole('link', { name: 'Compare', exact: true }).first().click();
  await expect(page).toHaveURL(/\/compare/);
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  await page.reload();
  const toast = page.getByRole('dialog').filter({ hasText: /Run \d+ of user1 succeeded/ });
  await expect(toast).toBeVisible({ timeout: 45_000 });
  await toast.getByRole('link', { name: 'Show run' }).click();
  await expect(page).toHaveURL(/\/runs\/\d+$/);
});

test('shows the schedule: next run, last run, workers', async ({ page }) => {
  await page.goto('/runs');
  await page.getByRole('link', { name: 'Schedule' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Schedule');
  await expect(
    page.getByRole('region', { name: 'Workers alive' }).getByRole('listitem'),
  ).toHaveCount(1);
  await expect(page.getByRole('region', { name: 'By itself' })).toContainText('02:00 UTC');
  const row = page.locator('tr[data-user="user1"]');
  await expect(row).toContainText(/by schedule, in \d+ (minutes?|hours?)/);
  await page.getByLabel('User').fill('nobody-at-all');
  await page.getByRole('button', { name: 'Show' }).click();
  await expect(page.locator('[data-state="empty"]')).toContainText('Nobody matches');
});

test('sorts the schedule by a press on a column, and keeps the order in the address', async ({
  page,
}) => {
  await page.goto('/runs/schedule');
  const heading = (name: RegExp) => page.getByRole('columnheader', { name });
  const ids = () =>
    page
      .locator('tbody tr')
      .evaluateAll((rows) => rows.map((row) => row.getAttribute('data-user')));
  await heading(/User/).getByRole('link').click();
  await expect(heading(/User/)).toHaveAttribute('aria-sort', 'ascending');
  await heading(/User/).getByRole('link').click();
  await expect(heading(/User/)).toHaveAttribute('aria-sort', 'descending');
  await expect(heading(/Last run/)).toHaveAttribute('aria-sort', 'none');
  await expect(page).toHaveURL(/\/runs\/schedule\?sort=-name$/);
  await expect(page.getByLabel('Order')).toHaveValue('-name');
  const descending = await ids();
  expect(descending.length).toBeGreaterThan(1);
  await page.getByLabel('Order').selectOption('name');
  await expect(page).toHaveURL(/\?sort=name$/);
  await expect.poll(ids).toEqual(descending.toReversed());
  await page.reload();
  await expect.poll(ids).toEqual(descending.toReversed());
});
