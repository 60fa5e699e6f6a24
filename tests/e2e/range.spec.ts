/** Ways to name a range: a calendar, and the newest data as they come. */
import { expect, type Page, test } from '@playwright/test';
import { changing, figureOf, settled, windowOf } from './support/chart.ts';

const day = 86_400_000;

async function open(page: Page, address = '/users/user1'): Promise<void> {
  await page.goto(address);
  await settled(page);
}

test('picks whole days of the user in a calendar, by mouse and by keyboard', async ({ page }) => {
  await open(page, '/users/user2');
  const { end } = await windowOf(page);
  const date = (back: number) =>
    new Date(end + 5.5 * 3_600_000 - back * day).toISOString().slice(0, 10);
  const dialog = page.getByRole('dialog', { name: 'Choose dates' });
  const dayButton = (back: number) => dialog.locator(`[data-day="${date(back)}"] button`);
  await page.getByRole('button', { name: /^Choose dates/ }).click();
  await expect(dialog.getByRole('grid')).toBeVisible();
  const show = async (back: number) => {
    if (!(await dayButton(back).isVisible()))
      await dialog.getByRole('button', { name: /previous month/i }).click();
    await dayButton(back).click();
  };
  await show(6);
  await expect(dialog.getByRole('button', { name: 'Show 1 day' })).toBeVisible();
  await show(4);
  await dialog.getByRole('button', { name: 'Show 3 days' }).click();
  const start = Date.parse(`${date(6)}T00:00:00+05:30`);
  await expect(figureOf(page)).toHaveAttribute('data-start', String(start));
  await expect(figureOf(page)).toHaveAttribute('data-end', String(start + 3 * day));
  await expect(dialog).toBeHidden();

  await page.getByRole('button', { name: /^Choose dates/ }).focus();
  await page.keyboard.press('Enter');
  await dayButton(4).focus();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Enter');
  await dialog.getByRole('button', { name: 'Show 1 day' }).press('Enter');
  const second = Date.parse(`${date(5)}T00:00:00+05:30`);
  await expect(figureOf(page)).toHaveAttribute('data-start', String(second));
  await expect(figureOf(page)).toHaveAttribute('data-end', String(second + day));
});

test('follows new data until one moves away, and again from a press on Now', async ({ page }) => {
  await open(page);
  const now = page.getByRole('button', { name: 'Now', exact: true });
  await expect(now).toHaveAttribute('aria-pressed', 'true');
  const before = await windowOf(page);
  const catchUp = async () => {
    await page.getByRole('button', { name: 'Re-ingest' }).click();
    await expect(page.locator('[data-run][data-status="succeeded"]')).toBeVisible();
  };
  await catchUp();
  await expect.poll(async () => (await windowOf(page)).end).toBeGreaterThan(before.end);
  const followed = await windowOf(page);
  expect(followed.span).toBe(before.span);
  await settled(page);
  await changing(page, () => page.getByRole('button', { name: 'Earlier' }).click());
  await expect(now).toHaveAttribute('aria-pressed', 'false');
  await changing(page, () => now.click());
  await expect(now).toHaveAttribute('aria-pressed', 'true');
  const back = await windowOf(page);
  expect(back.end).toBeGreaterThanOrEqual(followed.end);
  expect(back.span).toBe(before.span);
});
