/** The two days of a clock change, by what stands under the axis. */
import { readFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { runAnswer } from '#lib/contract/ingestions.ts';
import { figureOf, pointAtInstant, settled } from './support/chart.ts';

// user2 lives without clock changes, whoever looks from London does not.
test.use({ timezoneId: 'Europe/London' });

const days = [
  { start: '2026-03-28', end: '2026-03-30' },
  { start: '2026-10-24', end: '2026-10-26' },
];

test.beforeAll(async ({ request }) => {
  for (const data of days) {
    const asked = await request.post('/api/users/user2/ingestions', { data });
    const { run } = runAnswer.parse(await asked.json());
    await expect
      .poll(async () => {
        const answer = await request.get(`/api/ingestions/${run.id}`);
        return runAnswer.parse(await answer.json()).run.status;
      })
      .toBe('succeeded');
  }
});

async function open(page: Page, start: string, end: string): Promise<void> {
  await page.goto(`/users/user2?start=${start}&end=${end}&clock=own`);
  await settled(page);
  await expect(page.locator('figcaption')).toContainText('Europe/London');
}

/** The labels of the time axis, as the picture has them: from its SVG, below the grid. */
async function axisLabels(page: Page): Promise<string[]> {
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download as SVG' }).click();
  const svg = readFileSync(await (await download).path(), 'utf8');
  const words = [...svg.matchAll(/<text[^>]*>([^<]+)<\/text>/g)].map(([, text = '']) => text);
  return words.filter((text) => /^(\d\d:\d\d|UTC\S*|\w{3} \d+ \w{3})$/.test(text));
}

test('a day of 23 hours has no two o’clock that never was', async ({ page }) => {
  await open(page, '2026-03-29T00:00:00Z', '2026-03-29T08:00:00Z');
  const morning = ['03:00', '04:00', '05:00', '06:00', '07:00', '08:00'];
  const hours = ['00:00', 'Sun 29 Mar', '02:00', 'UTC+1', ...morning];
  expect(await axisLabels(page)).toEqual(hours);
  await open(page, '2026-03-29T00:00:00Z', '2026-03-29T23:00:00Z');
  const labels = (await axisLabels(page)).filter((text) => /^\d\d:/.test(text));
  expect(labels.at(0)).toBe('00:00');
  expect(labels.at(-1)).toBe('22:00');
  expect(new Set(labels).size).toBe(labels.length);
});

test('a day of 25 hours has its one o’clock twice, told apart, under the pointer too', async ({
  page,
}) => {
  await open(page, '2026-10-24T23:00:00Z', '2026-10-25T07:00:00Z');
  const morning = ['02:00', '03:00', '04:00', '05:00', '06:00'];
  const hours = ['00:00', 'Sun 25 Oct', '01:00', '01:00', 'UTC', ...morning];
  expect(await axisLabels(page)).toEqual(hours);
  const figure = figureOf(page);
  await pointAtInstant(page, Date.parse('2026-10-25T00:30:00Z'));
  await expect(figure).toContainText(/01:(29|30) – 01:3[01] UTC\+1 ·/);
  await pointAtInstant(page, Date.parse('2026-10-25T01:30:00Z'));
  await expect(figure).toContainText(/01:(29|30) – 01:3[01] UTC ·/);
  await pointAtInstant(page, Date.parse('2026-10-25T02:30:00Z'));
  await expect(figure).toContainText(/02:(29|30) – 02:3[01] ·/);
});
