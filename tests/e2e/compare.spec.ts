import { expect, test } from '@playwright/test';
import { changing, figureOf, plotOf, settled, windowOf } from './support/chart.ts';

test('draws several users on one grid, told apart by name and line and not by colour alone', async ({
  page,
}) => {
  await page.goto('/compare?users=user1,user2');
  await settled(page);
  await expect(figureOf(page)).toHaveAttribute('data-series', '2');
  const legend = page.locator('li[data-user]');
  await expect(legend).toHaveCount(2);
  await expect(legend.nth(0)).toContainText('user1');
  await expect(legend.nth(1)).toContainText('user2');
  const strokes = legend.locator('svg path');
  expect(await strokes.nth(0).getAttribute('stroke-dasharray')).toBeNull();
  expect(await strokes.nth(1).getAttribute('stroke-dasharray')).not.toBeNull();
});

test('asks for all of them in one question as it zooms', async ({ page }) => {
  await page.goto('/compare?users=user1,user2');
  await settled(page);
  const asked = page.waitForRequest('**/api/heart-rate?*');
  await changing(page, () => page.getByRole('button', { name: 'Week', exact: true }).click());
  const query = new URL((await asked).url()).searchParams;
  expect(query.get('users')).toBe('user1,user2');
  expect(query.get('resolution')).toBe('auto');
  await settled(page);
  await plotOf(page).focus();
  const before = await windowOf(page);
  await changing(page, () => page.keyboard.press('+'));
  expect((await windowOf(page)).span).toBeLessThan(before.span);
});

test('starts empty and says what to do; users come and go, the window stays', async ({ page }) => {
  await page.goto('/compare');
  await expect(page.locator('[data-state="empty"]')).toContainText('Choose whom to compare');
  const picker = page.getByRole('combobox', { name: /^Users to compare/ });
  await picker.fill('user1');
  await page.getByRole('option', { name: 'user1', exact: true }).click();
  await expect(page).toHaveURL(/users=user1$/);
  await settled(page);
  await changing(page, () => page.getByRole('button', { name: 'Week', exact: true }).click());
  const before = await windowOf(page);
  await picker.fill('USER2');
  await page.keyboard.press('Enter');
  await expect(figureOf(page)).toHaveAttribute('data-series', '2');
  expect(await windowOf(page)).toEqual(before);
  await page.getByRole('button', { name: 'Take out user1' }).click();
  await expect(page).toHaveURL(/users=user2/);
  await expect(figureOf(page)).toHaveAttribute('data-series', '1');
});
