import { expect, test } from '@playwright/test';
import { settled, windowOf } from './support/chart.ts';
import { openPalette, paletteOf } from './support/palette.ts';

test('finds users, screens and actions by keyboard alone', async ({ page }) => {
  await page.goto('/');
  await openPalette(page);
  const palette = paletteOf(page);
  const field = palette.getByRole('combobox');
  await expect(field).toBeFocused();
  await field.fill('user2');
  await expect(palette.getByRole('option').first()).toHaveText(/user2/);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/users\/user2$/);
  await expect(palette).toBeHidden();
  await openPalette(page);
  await field.fill('schedule');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/runs\/schedule$/);
  await openPalette(page);
  await field.fill('theme dark');
  await page.keyboard.press('Enter');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await openPalette(page);
  await field.fill('nothing is called like this');
  await expect(palette).toContainText('Nothing is called like that.');
  await page.keyboard.press('Escape');
  await expect(palette).toBeHidden();
});

test('knows the ranges of the chart that one is on, and no other', async ({ page }) => {
  await page.goto('/users/user1');
  await settled(page);
  await openPalette(page);
  const field = paletteOf(page).getByRole('combobox');
  await field.fill('last week');
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await windowOf(page)).span).toBe(7 * 86_400_000);
  await page.goto('/compare');
  await openPalette(page);
  await field.fill('last week');
  await expect(paletteOf(page)).toContainText('Nothing is called like that.');
});

test('lists the shortcuts under ?, and goes where g leads', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.keyboard.press('?');
  const list = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(list).toContainText('Go to Schedule');
  await page.keyboard.press('Escape');
  await expect(list).toBeHidden();
  await page.keyboard.press('g');
  await page.keyboard.press('r');
  await expect(page).toHaveURL(/\/runs$/);
  // Typed into a field, they are letters.
  await page.getByLabel('User').fill('g');
  await page.getByLabel('User').press('?');
  await expect(list).toBeHidden();
});

test('brings the script of the palette on first use only', async ({ page }) => {
  const scripts: string[] = [];
  page.on('request', (sent) => {
    if (sent.resourceType() === 'script') scripts.push(sent.url());
  });
  await page.goto('/', { waitUntil: 'networkidle' });
  const before = scripts.length;
  await openPalette(page);
  expect(scripts.length).toBeGreaterThan(before);
});
