import { expect, test } from '@playwright/test';
import { gapsOf } from '#app/_charts/gaps.ts';
import { heartRateAnswer } from '#lib/contract/heartRate.ts';
import { withAbsoluteTimes } from '#lib/contract/times.ts';
import { figureOf, pointAtInstant, settled, windowOf } from './support/chart.ts';

test('says why a gap is there, under the pointer, below the chart and in the table, and lets nothing wait for it', async ({
  page,
}) => {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/api/users/user1/coverage?*', async (route) => {
    await held;
    await route.continue();
  });
  await page.goto('/users/user1');
  await settled(page);
  const answered = page.waitForResponse('**/api/users/user1/heart-rate?*');
  await page.getByRole('button', { name: 'Week', exact: true }).click();
  const answer = withAbsoluteTimes(heartRateAnswer.parse(await (await answered).json()));
  await settled(page);
  const { start, end } = await windowOf(page);
  const gap = gapsOf(answer)
    .filter((one) => one.start > start && one.end < end)
    .toSorted((a, b) => b.end - b.start - (a.end - a.start))[0];
  if (!gap) throw new Error('There is no gap to point at.');
  await pointAtInstant(page, (gap.start + gap.end) / 2);
  await expect(figureOf(page)).toContainText(/No data for \d+ (minute|hour|day)/);
  await expect(page.locator('[data-reason]')).toHaveCount(0);
  release();
  await expect(page.locator('[data-reason="not-worn"]')).toHaveCount(2);
  await expect(page.locator('figcaption')).toContainText(/Not worn \d+ (h|min)/);
  await expect(figureOf(page)).toHaveAttribute('data-layers', /reasons/);
  await page.getByText('Show as table').click();
  await expect(page.locator('tr[data-gap]').first()).toContainText(/No data for .*: not worn/);
});
