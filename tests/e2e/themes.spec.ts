import { expect, test } from '@playwright/test';

const paper = () => getComputedStyle(document.documentElement).backgroundColor;

test('follows the system until a person chooses, and remembers the choice', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto('/');
  const light = await page.evaluate(paper);
  await page.emulateMedia({ colorScheme: 'dark' });
  const dark = await page.evaluate(paper);
  expect(dark).not.toBe(light);
  await page.getByLabel('Theme').selectOption('light');
  expect(await page.evaluate(paper)).toBe(light);
  await page.reload();
  await expect(page.getByLabel('Theme')).toHaveValue('light');
  expect(await page.evaluate(paper)).toBe(light);
  await page.getByLabel('Theme').selectOption('system');
  expect(await page.evaluate(paper)).toBe(dark);
});

test('shows the chosen theme from the first paint on', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto('/');
  await page.getByLabel('Theme').selectOption('dark');
  await page.addInitScript(() => {
    const seen: (string | undefined)[] = [];
    new PerformanceObserver(() => seen.push(document.documentElement.dataset.theme)).observe({
      type: 'paint',
      buffered: true,
    });
    Object.assign(globalThis, { themesAtPaint: seen });
  });
  await page.goto('/runs');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Runs');
  const read = () => JSON.stringify(Reflect.get(globalThis, 'themesAtPaint') ?? []);
  await expect.poll(async () => await page.evaluate(read)).toContain('dark');
  expect(await page.evaluate(read)).not.toContain('null');
});
