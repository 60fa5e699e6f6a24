/** Reached by keyboard, open to everybody, closed to strangers: also in use, and in what opens above a screen. */
import { expect, test } from '@playwright/test';
import { expectNoBarriers } from './support/barriers.ts';
import { plotOf, settled } from './support/chart.ts';
import { openPalette } from './support/palette.ts';
import { watch } from './support/strangers.ts';

test('the palette and the shortcuts bar nobody', async ({ page }) => {
  await page.goto('/');
  await openPalette(page);
  await expect(page.getByRole('option').first()).toBeVisible();
  await expectNoBarriers(page, 'palette');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  await expectNoBarriers(page, 'shortcuts');
});

test('using the chart, the lists and the documentation calls no stranger', async ({
  page,
  baseURL,
}) => {
  const seen = watch(page, baseURL ?? '');
  await page.goto('/users/user1');
  await settled(page);
  await page.getByRole('button', { name: 'Week', exact: true }).click();
  await settled(page);
  await page.getByRole('link', { name: 'Compare', exact: true }).first().click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Compare');
  await page.getByRole('link', { name: 'API docs' }).click();
  await expect(page).toHaveURL(/\/docs$/);
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
  expect(seen.strangers).toEqual([]);
  expect(seen.errors).toEqual([]);
});

test('the content policy allows nothing but ourselves', async ({ request }) => {
  const headers = (await request.get('/')).headers();
  const policy = headers['content-security-policy'] ?? '';
  expect(policy).toContain("default-src 'self'");
  expect(policy).not.toMatch(/unsafe|https?:|\*/);
  expect(headers['x-powered-by']).toBeUndefined();
});

test('everything is reached by keyboard: skip link, navigation, range, chart', async ({ page }) => {
  await page.goto('/users/user1');
  await settled(page);
  await page.keyboard.press('Tab');
  const skip = page.getByRole('link', { name: 'Skip to content' });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press('Enter');
  await expect(page.locator('main')).toBeFocused();
  for (let presses = 0; presses < 30; presses++) {
    await page.keyboard.press('Tab');
    if (await plotOf(page).evaluate((plot) => plot === document.activeElement)) break;
  }
  await expect(plotOf(page)).toBeFocused();
  const outline = await plotOf(page).evaluate((plot) => getComputedStyle(plot).outlineStyle);
  expect(outline).toBe('solid');
});
