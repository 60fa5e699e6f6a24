import { readFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { statisticsAnswer } from '#lib/contract/statistics.ts';
import { changing, figureOf, settled, windowOf } from './support/chart.ts';

async function open(page: Page, address = '/users/user1'): Promise<void> {
  await page.goto(address);
  await settled(page);
}

const figuresOf = (page: Page) => page.getByRole('region', { name: 'This window in figures' });

test('tells the window in figures, which follow it', async ({ page }) => {
  await open(page);
  await expect(figuresOf(page)).toContainText('Coverage');
  await expect(figuresOf(page)).toContainText('Minutes in zones');
  const answered = page.waitForResponse('**/api/users/user1/statistics?*');
  await changing(page, () => page.getByRole('button', { name: 'Week', exact: true }).click());
  const answer = statisticsAnswer.parse(await (await answered).json());
  expect(answer.samples).toBeGreaterThan(0);
  await expect(figuresOf(page)).toContainText(answer.samples.toLocaleString('en-GB'));
  await expect(figuresOf(page)).toHaveAttribute('aria-busy', 'false');
});

test('switches layers on and off, in the address too', async ({ page, context }) => {
  await open(page);
  for (const name of ['Zones', 'Resting', 'Nights'])
    await page.getByRole('button', { name, exact: true }).click();
  await expect(figureOf(page)).toHaveAttribute('data-layers', /nights zone-.* resting/);
  await expect(page).toHaveURL(/layers=zones%2Cresting%2Cnights/);
  const elsewhere = await context.newPage();
  await open(elsewhere, page.url());
  await expect(figureOf(elsewhere)).toHaveAttribute('data-layers', /nights zone-.* resting/);
  await page.getByRole('button', { name: 'Zones', exact: true }).click();
  await expect(figureOf(page)).not.toHaveAttribute('data-layers', /zone-/);
  await expect(page.getByRole('button', { name: 'Nights', exact: true })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
});

test('shows the user’s clock, UTC or the viewer’s own, and names the zone', async ({ page }) => {
  await open(page, '/users/user2');
  const footer = page.locator('figcaption');
  await expect(footer).toContainText('Asia/Kolkata (UTC+5:30)');
  await page.getByLabel('Clock').selectOption('UTC');
  await expect(footer).toContainText('UTC (UTC)');
  await expect(page).toHaveURL(/clock=utc/);
  await page.getByLabel('Clock').selectOption('My clock');
  await expect(footer).toContainText('America/New York');
  await page.reload();
  await settled(page);
  await expect(footer).toContainText('America/New York');
});

test('hands out what is shown as PNG, SVG and CSV', async ({ page }) => {
  await open(page);
  const save = async (kind: string) => {
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: `Download as ${kind}` }).click();
    const file = await download;
    expect(file.suggestedFilename()).toMatch(new RegExp(`^user1_.*\\.${kind.toLowerCase()}$`));
    return readFileSync(await file.path());
  };
  expect((await save('PNG')).subarray(1, 4).toString()).toBe('PNG');
  const svg = (await save('SVG')).toString();
  expect(svg).toMatch(/^<svg/);
  expect(svg.match(/<(path|polygon|polyline|text)\b/g)?.length).toBeGreaterThan(20);
  const wellFormed = await page.evaluate(
    (text) => new DOMParser().parseFromString(text, 'image/svg+xml').querySelector('parsererror'),
    svg,
  );
  expect(wellFormed).toBeNull();
  const rows = (await save('CSV')).toString().trim().split('\r\n');
  const first = rows.findIndex((row) => !row.startsWith('#'));
  expect(rows.slice(0, first).join('\n')).toMatch(
    /user1[\s\S]*Time zone: Europe\/London[\s\S]*1-minute/,
  );
  expect(rows[first]).toBe('time,mean_bpm,min_bpm,max_bpm,samples');
  const { start, end } = await windowOf(page);
  const times = rows.slice(first + 1).map((row) => Date.parse(row.split(',')[0] ?? ''));
  expect(times.length).toBeGreaterThan(100);
  for (const at of times) {
    expect(at).toBeGreaterThan(start - 60_000);
    expect(at).toBeLessThan(end);
  }
});

test('exports the window shown, the first one too, and everything from any view', async ({
  page,
}) => {
  const menu = page.locator('#export-menu');
  const exported = async () => {
    await page.getByRole('button', { name: 'Export', exact: true }).click();
    const link = menu.getByRole('region', { name: 'The window shown' }).getByRole('link').first();
    const query = new URL((await link.getAttribute('href')) ?? '', page.url()).searchParams;
    await page.keyboard.press('Escape');
    const [start, end] = [query.get('start') ?? '', query.get('end') ?? ''];
    return { start: Date.parse(start), end: Date.parse(end) };
  };
  await open(page);
  expect(await windowOf(page)).toMatchObject(await exported());
  await changing(page, () => page.getByRole('button', { name: 'Week', exact: true }).click());
  expect(await windowOf(page)).toMatchObject(await exported());
  await page.goto('/users/user1/calendar');
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  await expect(menu.getByRole('region')).toHaveCount(1);
  await expect(menu.getByRole('link').first()).toHaveAttribute('href', /export\?format=csv$/);
});
