import { expect, test } from '@playwright/test';
import { runAnswer, runsAnswer } from '#lib/contract/ingestions.ts';

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
  await page.getByLabel('Status').selectOption('cancelled');
  await expect(page.locator('[data-state="empty"]')).toContainText('No run matches');
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

test('shows the log of a run as it is written, with a level filter', async ({ page, request }) => {
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
  await page.getByLabel('Follow').uncheck();
  await expect(page.getByLabel('Follow')).not.toBeChecked();
});

test('asks only for log lines that it does not know yet', async ({ page, request }) => {
  const { runs } = runsAnswer.parse(await (await request.get('/api/ingestions?limit=1')).json());
  const asked: string[] = [];
  page.on('request', (sent) => {
    if (sent.url().includes('/logs?')) asked.push(sent.url());
  });
  const { run } = runAnswer.parse(
    await (await request.post('/api/users/user2/ingestions', { data: { full: true } })).json(),
  );
  expect(run.id).toBeGreaterThanOrEqual(runs[0]?.id ?? 0);
  await page.goto(`/runs/${run.id}`);
  await expect(page.getByRole('region', { name: 'Log' })).toHaveAttribute('data-running', 'false', {
    timeout: 50_000,
  });
  const after = asked.map((url) => Number(new URL(url).searchParams.get('after')));
  expect(after).toEqual(after.toSorted((a, b) => a - b));
});
