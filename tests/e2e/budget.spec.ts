import { expect, test } from '@playwright/test';
import { javascriptBudget, scriptsOf, totalBytes } from '#bench/ui/javascript.ts';
import { settled } from './support/chart.ts';

test('the chart screen brings at most 300 kB of JavaScript, gzipped', async ({ page }) => {
  const scripts = await scriptsOf(page, async () => {
    await page.goto('/users/user1');
    await settled(page);
    await page.waitForLoadState('networkidle');
  });
  const list = scripts.map(({ name, bytes }) => `${bytes} ${name}`).join('\n');
  expect(scripts.length).toBeGreaterThan(5);
  expect(totalBytes(scripts), list).toBeLessThanOrEqual(javascriptBudget);
});
