import { expect, type Page, test } from '@playwright/test';
import { changing, settled, windowOf } from './support/chart.ts';

async function open(page: Page): Promise<void> {
  await page.goto('/users/user1');
  await settled(page);
}

const strip = (page: Page) => page.getByRole('region', { name: 'All data' });
const grip = (page: Page, name: string) => strip(page).getByRole('slider', { name, exact: true });

async function drag(page: Page, from: { x: number; y: number }, byX: number): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + byX, from.y, { steps: 5 });
  await page.mouse.up();
}

async function middleOf(page: Page, name: string): Promise<{ x: number; y: number }> {
  const box = await grip(page, name).boundingBox();
  if (!box) throw new Error(`The grip "${name}" has no box.`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

test('shows the whole history and the window in it, which moves by dragging', async ({ page }) => {
  await open(page);
  await expect(strip(page).locator('path').first()).toHaveAttribute('d', /^M/);
  const before = await windowOf(page);
  const from = await middleOf(page, 'Window');
  await changing(page, () => drag(page, from, -200));
  const after = await windowOf(page);
  expect(after.start).toBeLessThan(before.start);
  expect(Math.abs(after.span - before.span)).toBeLessThan(2);
});

test('stretches by its edges, and goes to where it is touched', async ({ page }) => {
  await open(page);
  const before = await windowOf(page);
  const edge = await middleOf(page, 'Start of the window');
  await changing(page, () => drag(page, edge, -150));
  const wider = await windowOf(page);
  expect(wider.end).toBe(before.end);
  expect(wider.span).toBeGreaterThan(before.span * 1.5);
  const box = await strip(page).boundingBox();
  if (!box) throw new Error('The strip has no box.');
  await changing(page, () => page.mouse.click(box.x + 100, box.y + 20));
  const jumped = await windowOf(page);
  expect(jumped.start).toBeLessThan(wider.start);
  expect(Math.abs(jumped.span - wider.span)).toBeLessThan(2);
});

test('goes by keyboard, saying where it is', async ({ page }) => {
  await open(page);
  const before = await windowOf(page);
  await grip(page, 'Start of the window').focus();
  await changing(page, () => page.keyboard.press('ArrowLeft'));
  const wider = await windowOf(page);
  expect(wider.end).toBe(before.end);
  expect(wider.span / before.span).toBeCloseTo(1.1, 2);
  await grip(page, 'Window').focus();
  await changing(page, () => page.keyboard.press('Home'));
  const home = await windowOf(page);
  expect(home.start).toBeLessThan(wider.start);
  const value = await grip(page, 'Start of the window').getAttribute('aria-valuenow');
  expect(Number(value)).toBe(home.start);
});
