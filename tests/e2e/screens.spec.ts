/** What holds for every screen, wide and narrow, light and dark. */
import { expect, type Page, test } from '@playwright/test';
import { userViews } from '#app/(dashboard)/users/[id]/userViews.ts';
import { barriers } from './support/barriers.ts';
import { settled } from './support/chart.ts';
import { watch } from './support/strangers.ts';

const screens = [
  '/',
  ...userViews.map(({ path }) => `/users/user1${path ? `/${path}` : ''}`),
  '/compare',
  '/compare?users=user1,user2',
  '/coverage',
  '/import',
  '/runs',
  '/runs/1',
  '/runs/schedule',
  '/docs',
  '/design',
];

async function visit(page: Page, address: string): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto(address);
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
  await expect(page.locator('[data-state=loading]')).toHaveCount(0);
  if (/users\/[^/]+$|users=/.test(address)) await settled(page);
  if (address === '/runs/1')
    await expect(page.locator('[data-connection="complete"]')).toBeVisible();
  // One table stands for all: they are the same piece, and axe takes its time for each cell.
  if (address.endsWith('/day')) await page.getByText('Show as table').click();
}

for (const address of screens) {
  test(`${address} scrolls not sideways, bars nobody, calls no stranger, reports no error`, async ({
    page,
    baseURL,
  }, testInfo) => {
    const seen = watch(page, baseURL ?? '');
    await visit(page, address);
    const sideways = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect.soft(sideways, 'scrolls sideways').toBe(0);
    expect.soft(await barriers(page)).toEqual([]);
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme });
      const name = `${testInfo.project.name.replace('screens-', '')}-${colorScheme}${address.replace(/\W+/g, '-')}.png`;
      await page.screenshot({ path: testInfo.outputPath(name), fullPage: true });
    }
    expect(seen.strangers).toEqual([]);
    expect(seen.errors).toEqual([]);
  });
}
