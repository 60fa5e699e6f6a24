/** What holds for every screen, wide and narrow, light and dark. */
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { userViews } from '#app/(dashboard)/users/[id]/userViews.ts';
import { runsAnswer } from '#lib/contract/ingestions.ts';
import { plotOf, settled } from './support/chart.ts';
import { watch } from './support/strangers.ts';

const screens = [
  '/',
  ...userViews.map(({ path }) => `/users/user1${path ? `/${path}` : ''}`),
  '/users/user2',
  '/compare',
  '/compare?users=user1,user2',
  '/coverage',
  '/import',
  '/runs',
  '/runs/schedule',
  '/docs',
  '/design',
];

async function lastRun(page: Page): Promise<string> {
  const { runs } = runsAnswer.parse(
    await (await page.request.get('/api/ingestions?limit=1')).json(),
  );
  return `/runs/${runs[0]?.id}`;
}

async function visit(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
  await expect(page.locator('[data-state=loading]')).toHaveCount(0);
  if (/users\/[^/]+$|users=/.test(address)) await settled(page);
}

/** What axe finds on the page by the rules of WCAG 2.2 AA. */
async function barriers(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`no screen scrolls sideways, bars anybody, calls a stranger or reports an error (${colorScheme})`, async ({
    page,
    baseURL,
  }, testInfo) => {
    test.setTimeout(480_000);
    await page.emulateMedia({ colorScheme });
    const seen = watch(page, baseURL ?? '');
    for (const address of [...screens, await lastRun(page)]) {
      await visit(page, address);
      const sideways = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect.soft(sideways, `${address} scrolls sideways`).toBe(0);
      expect.soft(await barriers(page), `barriers on ${address}`).toEqual([]);
      const name = `${testInfo.project.name}-${colorScheme}${address.replace(/\W+/g, '-')}.png`;
      await page.screenshot({ path: testInfo.outputPath(name), fullPage: true });
    }
    expect(seen.strangers).toEqual([]);
    expect(seen.errors).toEqual([]);
  });
}

test('using the chart, the lists and the documentation calls no stranger either', async ({
  page,
  baseURL,
}) => {
  const seen = watch(page, baseURL ?? '');
  await visit(page, '/users/user1');
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

test('the content policy allows nothing but ourselves', async ({ page }) => {
  const response = await page.goto('/');
  const policy = response?.headers()['content-security-policy'] ?? '';
  expect(policy).toContain("default-src 'self'");
  expect(policy).not.toMatch(/unsafe|https?:|\*/);
  expect(response?.headers()['x-powered-by']).toBeUndefined();
});

test('everything is reached by keyboard: skip link, navigation, range, chart', async ({ page }) => {
  await visit(page, '/users/user1');
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
