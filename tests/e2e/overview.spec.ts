import { expect, test } from '@playwright/test';
import { overviewAnswer } from '#lib/contract/overview.ts';

test('shows every user with source, last sample, shape, resting heart rate and last run', async ({
  page,
  request,
}) => {
  const { users } = overviewAnswer.parse(await (await request.get('/api/overview')).json());
  await page.goto('/');
  for (const user of users.filter(({ id }) => id === 'user1' || id === 'user2')) {
    const card = page.locator(`article[data-user="${user.id}"]`);
    await expect(card).toContainText(user.source);
    await expect(card).toContainText(user.timeZone);
    await expect(card.locator('time')).toHaveAttribute('datetime', /^\d{4}-\d{2}-\d{2}T.*Z$/);
    await expect(card.getByRole('img')).toHaveAccessibleName(/between \d+ and \d+ bpm/);
    await expect(card).toContainText(String(Math.round(user.restingHeartRate ?? 0)));
    await expect(card).toContainText(/by the vendor|lowest 30 min/);
    await expect(card.locator('[data-status]')).toBeVisible();
  }
});

test('says the last sample in the user’s own zone, not in the browser’s', async ({ page }) => {
  await page.goto('/');
  await expect(page.locator('article[data-user="user2"] time')).toContainText('UTC+5:30');
});

test('keeps filter and order in the address', async ({ page }) => {
  await page.goto('/');
  await page.getByLabel('Find').fill('user2');
  await expect(page).toHaveURL(/q=user2/);
  await expect(page.locator('article')).toHaveCount(1);
  await page.getByLabel('Sort by').selectOption('resting');
  await expect(page).toHaveURL(/sort=resting/);
  await page.reload();
  await expect(page.getByLabel('Find')).toHaveValue('user2');
  await expect(page.getByLabel('Sort by')).toHaveValue('resting');
  await expect(page.locator('article')).toHaveCount(1);
});

test('says so when nobody matches, and how to go on', async ({ page }) => {
  await page.goto('/?q=nobody-at-all');
  await expect(page.locator('[data-state="empty"]')).toContainText('No user matches');
  await page.getByRole('link', { name: 'Show all' }).click();
  await expect(page.locator('article').first()).toBeVisible();
});

test('leads to a user and to a comparison of those ticked', async ({ page }) => {
  await page.goto('/');
  await page.getByLabel('Compare user1').check();
  await page.getByLabel('Compare user2').check();
  await page.getByRole('button', { name: 'Compare ticked users' }).click();
  await expect(page.locator('figure[data-series="2"]')).toBeVisible();
  await page.getByRole('link', { name: 'Overview', exact: true }).click();
  await page.getByRole('link', { name: 'user1', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('user1');
});
