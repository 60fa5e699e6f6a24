import { expect, test } from '@playwright/test';
import { settled, windowOf } from './support/chart.ts';

test('re-ingests the days in view, shows progress and result, and changes nothing that stands', async ({
  page,
}) => {
  await page.goto('/users/user1');
  await settled(page);
  await page.getByRole('button', { name: 'Earlier' }).click();
  await page.getByRole('button', { name: 'Earlier' }).click();
  await settled(page);
  const { start, end } = await windowOf(page);
  const posted = page.waitForRequest((request) => request.method() === 'POST');
  await page.getByRole('button', { name: 'Re-ingest' }).click();
  const body: unknown = (await posted).postDataJSON();
  const london = (ms: number) =>
    new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' }).format(ms);
  expect(body).toEqual({ start: london(start), end: london(end - 1) });
  const run = page.locator('[data-run]');
  await expect(run).toBeVisible();
  await expect(run).toHaveAttribute('data-status', 'succeeded', { timeout: 45_000 });
  await expect(run).toContainText(/\d of \d+ days/);
  await expect(run).toContainText(/0 new, 0 changed, [\d,]+ unchanged/);
  await settled(page);
  await run.getByRole('link').click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Run \d+$/);
});

test('says why when it could not be started', async ({ page }) => {
  await page.goto('/users/user1');
  await settled(page);
  await page.route('**/api/users/user1/ingestions', (route) => route.abort());
  await page.getByRole('button', { name: 'Re-ingest' }).click();
  await expect(page.locator('[data-state="failed"]')).toContainText('Not started');
});
