import { expect, test } from '@playwright/test';
import { figureOf, settled } from './support/chart.ts';

test('a failed question says what and since when, keeps the picture, and can be asked again', async ({
  page,
}) => {
  await page.goto('/users/user1');
  await settled(page);
  await page.route('**/api/users/user1/heart-rate?*', (route) => route.abort());
  await page.getByRole('button', { name: 'Week', exact: true }).click();
  const failed = figureOf(page).locator('[data-state="failed"]');
  await expect(failed).toContainText('Not loaded');
  await expect(failed).toContainText(/Since \d\d:\d\d:\d\d/);
  await expect(figureOf(page).locator('[data-state="empty"]')).toHaveCount(0);
  await expect(figureOf(page)).toHaveAttribute('data-resolution', '1m');
  await expect(figureOf(page)).not.toHaveAttribute('data-samples', '0');
  await page.unroute('**/api/users/user1/heart-rate?*');
  await failed.getByRole('button', { name: 'Try again' }).click();
  await settled(page);
  await expect(failed).toHaveCount(0);
});

test('a stretch without samples is called empty, not failed', async ({ page }) => {
  await page.goto('/users/user1');
  await settled(page);
  await page.route('**/api/users/user1/heart-rate?*', async (route) => {
    const asked = new URL(route.request().url()).searchParams;
    await route.fulfill({
      json: {
        userId: 'user1',
        timeZone: 'Europe/London',
        start: Date.parse(asked.get('start') ?? ''),
        end: Date.parse(asked.get('end') ?? ''),
        unit: 'bpm',
        resolution: 'raw',
        t: [],
        value: [],
      },
    });
  });
  await page.getByRole('button', { name: 'Hour', exact: true }).click();
  await page.getByRole('button', { name: 'Earlier' }).click();
  await page.getByRole('button', { name: 'Earlier' }).click();
  await page.getByRole('button', { name: 'Earlier' }).click();
  await expect(figureOf(page).locator('[data-state="empty"]')).toContainText('No samples');
  await expect(figureOf(page).locator('[data-state="failed"]')).toHaveCount(0);
});

test('a page on its way shows its skeleton, which is neither empty nor failed', async ({
  page,
}) => {
  // The skeleton is fetched ahead, with the link that leads to it; then the way is quiet.
  await page.goto('/runs', { waitUntil: 'networkidle' });
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(
    (url) => url.pathname === '/compare',
    async (route) => {
      const ahead = Object.keys(route.request().headers()).some((name) => /prefetch/.test(name));
      if (!ahead) await held;
      await route.continue();
    },
  );
  await page.getByRole('link', { name: 'Compare', exact: true }).click();
  await expect(page.locator('[data-state="loading"]')).toHaveText(/Loading the comparison/);
  await expect(page.locator('[data-state="empty"], [data-state="failed"]')).toHaveCount(0);
  release();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Compare');
  await expect(page.locator('[data-state="loading"]')).toHaveCount(0);
});

test('an unknown user or run is told from a failure', async ({ page }) => {
  for (const address of ['/users/nobody-here', '/runs/999999999', '/runs/abc', '/nowhere']) {
    await page.goto(address);
    await expect(page.locator('[data-state="empty"]')).toContainText('nothing at this address');
    await expect(page.locator('[data-state="failed"]')).toHaveCount(0);
  }
});
