import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { type Gap, gapsOf } from '#app/_charts/gaps.ts';
import { namedMargins } from '#app/_charts/plot.ts';
import {
  type HeartRateAnswer,
  heartRateAnswer,
  heartRatesAnswer,
} from '#lib/contract/heartRate.ts';
import { withAbsoluteTimes } from '#lib/contract/times.ts';
import { figureOf, pointAtInstant, settled, windowOf } from './support/chart.ts';

/** The longest gap that lies wholly within a window. */
function longestGap(answer: HeartRateAnswer | undefined, start: number, end: number): Gap {
  const [gap] = (answer ? gapsOf(answer) : [])
    .filter((one) => one.start > start && one.end < end)
    .toSorted((a, b) => b.end - b.start - (a.end - a.start));
  if (!gap) throw new Error('There is no gap to point at.');
  return gap;
}

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
  const gap = longestGap(answer, start, end);
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

test('says it of each in a comparison: beside the lines, under the pointer, and in what is taken away', async ({
  page,
}) => {
  await page.goto('/compare?users=user1,user2');
  await settled(page);
  const answered = page.waitForResponse('**/api/heart-rate?*');
  await page.getByRole('button', { name: 'Week', exact: true }).click();
  const answer = heartRatesAnswer.parse(await (await answered).json());
  await settled(page);
  const of = (user: string) => page.locator(`li[data-user="${user}"]`);
  for (const user of ['user1', 'user2'])
    await expect(of(user).locator('[data-reason="not-worn"]')).toContainText(/\d+ (h|min)/);
  const { start, end } = await windowOf(page);
  const series = answer.series.find(({ userId }) => userId === 'user1');
  const gap = longestGap(series && withAbsoluteTimes(series), start, end);
  await pointAtInstant(page, (gap.start + gap.end) / 2, namedMargins);
  await expect(of('user1')).toContainText(/No data for \d+ (minute|hour|day)/);
  await expect(of('user1').locator('[data-reason="not-worn"]')).toBeVisible();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download as CSV' }).click();
  const text = readFileSync(await (await download).path()).toString();
  expect(text).toMatch(/# Gaps of user1: not worn \d+/);
});

test('says it in a small chart, of the gap under the pointer', async ({ page }) => {
  const more = ['gap-1', 'gap-2', 'gap-3'];
  for (const id of more)
    await page.request.post('/api/users', { data: { id, timeZone: 'Europe/London' } });
  await page.goto(`/compare?users=user1,user2,${more.join()}`);
  await settled(page);
  const answered = page.waitForResponse('**/api/heart-rate?*');
  await page.getByRole('button', { name: 'Week', exact: true }).click();
  const answer = heartRatesAnswer.parse(await (await answered).json());
  await settled(page);
  await expect(page.locator('figcaption')).toContainText(/Not worn \d+ (h|min)/);
  const { start, end, span } = await windowOf(page);
  const series = answer.series.find(({ userId }) => userId === 'user1');
  const gap = longestGap(series && withAbsoluteTimes(series), start, end);
  const chart = page.locator('li[data-user="user1"]');
  const box = await chart.locator('[data-cell]').boundingBox();
  if (!box) throw new Error('The chart has no box.');
  const middle = (gap.start + gap.end) / 2;
  const x = 32 + ((middle - start) / span) * (box.width - 42);
  await page.mouse.move(box.x + x, box.y + box.height / 2);
  await expect(chart.locator('[data-reason="not-worn"]')).toBeVisible();
});
