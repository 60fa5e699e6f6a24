/** More than four users: small charts that move together, aligned by clock or by annotation. */
import { readFileSync } from 'node:fs';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { annotationsAnswer } from '#lib/contract/annotations.ts';
import { usersAnswer } from '#lib/contract/users.ts';
import { expectNoBarriers } from './support/barriers.ts';
import { changing, figureOf, plotOf, settled, windowOf } from './support/chart.ts';

// Each of them walks through several pages.
test.describe.configure({ timeout: 120_000 });

const hour = 3_600_000;
/** Of a small chart, px. */
const smallMargins = { left: 32, right: 10 };

async function usersOf(page: Page) {
  return usersAnswer.parse(await (await page.request.get('/api/users')).json()).users;
}

async function forget(page: Page): Promise<void> {
  const url = '/api/annotations?users=user1,user2';
  const { annotations } = annotationsAnswer.parse(await (await page.request.get(url)).json());
  for (const { userId, id } of annotations)
    await page.request.delete(`/api/users/${userId}/annotations/${id}`);
}

async function annotate(page: Page, user: string, kind: string, start: number): Promise<void> {
  const data = { kind, start: new Date(start).toISOString(), text: 'x' };
  expect((await page.request.post(`/api/users/${user}/annotations`, { data })).status()).toBe(201);
}

/** Without samples, and the same ones in every test. */
async function manyUsers(page: Page, count: number): Promise<string[]> {
  const known = new Set((await usersOf(page)).map(({ id }) => id));
  const many = Array.from({ length: count }, (_, index) => `many-${index + 1}`);
  for (const id of many.filter((wanted) => !known.has(wanted)))
    await page.request.post('/api/users', { data: { id, timeZone: 'Europe/London' } });
  return many;
}

/** Whose small chart has anything on the canvas that lies behind them all, by its pixels. */
async function drawnUsers(page: Page): Promise<(string | undefined)[]> {
  return await page.locator('canvas').evaluate((canvas: HTMLCanvasElement) => {
    const context = canvas.getContext('2d');
    const whole = canvas.getBoundingClientRect();
    const scale = canvas.width / whole.width;
    const isDrawn = (plot: Element | null) => {
      if (!plot || !context) return false;
      const { left, top, width, height } = plot.getBoundingClientRect();
      const place = [left - whole.left, top - whole.top, width, height] as const;
      const [x, y, across, down] = place.map((px) => Math.round(px * scale));
      const { data } = context.getImageData(x ?? 0, y ?? 0, across ?? 1, down ?? 1);
      return data.some((value, at) => at % 4 === 3 && value > 0);
    };
    return [...document.querySelectorAll<HTMLElement>('li[data-user]')]
      .filter((chart) => isDrawn(chart.querySelector('[data-cell]')))
      .map((chart) => chart.dataset.user);
  });
}

async function dragOverMiddleHalf(page: Page, plot: Locator): Promise<void> {
  const box = await plot.boundingBox();
  if (!box) throw new Error('The small chart has no box.');
  const [left, width] = [
    box.x + smallMargins.left,
    box.width - smallMargins.left - smallMargins.right,
  ];
  await page.mouse.move(left + width / 4, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(left + (width * 3) / 4, box.y + box.height / 2, { steps: 4 });
  await page.mouse.up();
}

test('puts the same local time of each over the other', async ({ page }) => {
  await page.goto('/compare?users=user1,user2');
  await settled(page);
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.getByLabel('Aligned by').selectOption('Each one’s local time');
  await expect(page).toHaveURL(/align=local/);
  await settled(page);
  await expect(page.locator('figcaption')).toContainText('Each one’s own local time');
  await changing(page, () => page.getByRole('button', { name: 'Week', exact: true }).click());
  await settled(page);
  const starts = asked
    .filter((url) => url.includes('/api/heart-rate?'))
    .map((url) => new URL(url).searchParams)
    .map((query) => [query.get('users'), Date.parse(query.get('start') ?? '')]);
  const of = (user: string) => Number(starts.findLast(([users]) => users === user)?.[1]);
  // Kolkata's noon comes five and a half hours before that of London, less its summer time.
  expect([4.5, 5.5].map((hours) => hours * hour)).toContain(of('user1') - of('user2'));
});

test('counts hours since an annotation, the latest or the one chosen', async ({ page }) => {
  await forget(page);
  const users = await usersOf(page);
  const [first, second] = ['user1', 'user2'].map((id) => users.find((user) => user.id === id));
  const last = Math.min(first?.lastSample ?? 0, second?.lastSample ?? 0);
  await annotate(page, 'user1', 'exercise', last - 40 * hour);
  await annotate(page, 'user1', 'exercise', last - 60 * hour);
  await page.goto('/compare?users=user1,user2&align=exercise');
  await expect(page.getByText(/^Left out.*user2/)).toBeVisible();
  await annotate(page, 'user2', 'exercise', last - 90 * hour);
  await page.reload();
  await settled(page);
  await expect(figureOf(page)).toHaveAttribute('data-series', '2');
  expect(await windowOf(page)).toEqual({ start: -6 * hour, end: 24 * hour, span: 30 * hour });
  await page.getByLabel('user1 counts from').selectOption({ index: 1 });
  await expect(page).toHaveURL(/anchors=\d+/);
  await settled(page);
  await changing(page, () => page.getByRole('button', { name: 'A day around' }).click());
  await settled(page);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download as CSV' }).click();
  const text = readFileSync(await (await download).path()).toString();
  expect(text).toContain('# Aligned by: Hours since each one’s exercise');
  const rows = text.split('\r\n').filter((row) => /^user/.test(row));
  expect(rows[0]).toBe('user,time,hours_since,mean_bpm,min_bpm,max_bpm,samples');
  for (const row of rows.slice(1)) {
    const [user, time, since] = row.split(',');
    const anchor = last - (user === 'user1' ? 60 : 90) * hour;
    expect(Math.abs((Date.parse(time ?? '') - anchor) / hour - Number(since))).toBeLessThan(0.01);
  }
  await page.goto('/compare?users=user1&align=illness');
  await expect(page.locator('[data-state="empty"]')).toContainText('Nothing to count hours from');
});

test('shows each of many in a small chart, on one scale, and moves them together', async ({
  page,
}) => {
  // Two have samples; those who have none get a chart that says so.
  await manyUsers(page, 4);
  await page.goto('/compare?users=user1,user2');
  await settled(page);
  await page.getByRole('combobox', { name: /^Users to compare/ }).fill('many-1');
  await page.getByRole('option', { name: 'many-1' }).click();
  await expect(page).toHaveURL(/users=user1,user2,many-1/);
  await page.goto('/compare?users=user1,user2,many-1,many-2,many-3,many-4');
  await settled(page);
  const charts = page.locator('li[data-user]');
  await expect(charts).toHaveCount(6);
  await expect(charts.filter({ hasText: 'No samples yet' })).toHaveCount(4);
  await plotOf(page).focus();
  await changing(page, () => page.keyboard.press('+'));
  const plot = charts.first().locator('[data-cell]');
  await plot.hover();
  await expect(page.locator('figure p').first()).toContainText(/\d\d:\d\d:\d\d/);
  await changing(page, () => page.mouse.wheel(0, -300));
  await page.getByRole('button', { name: 'Select a stretch by dragging' }).click();
  const { span } = await windowOf(page);
  await changing(page, () => dragOverMiddleHalf(page, plot));
  expect((await windowOf(page)).span / span).toBeCloseTo(0.5, 1);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download as SVG' }).click();
  const svg = readFileSync(await (await download).path()).toString();
  for (const name of ['user1', 'user2', 'many-4']) expect(svg).toContain(name);
});

test('draws only the small charts that are in view or nearly so', async ({ page }) => {
  const many = await manyUsers(page, 10);
  await page.setViewportSize({ width: 390, height: 600 });
  await page.goto(`/compare?users=user1,${many},user2`);
  await settled(page);
  await expect(page.locator('li[data-user]')).toHaveCount(12);
  await expect.poll(() => drawnUsers(page)).toContain('user1');
  await expect.poll(() => drawnUsers(page)).not.toContain('user2');
  await page.locator('li[data-user="user2"]').scrollIntoViewIfNeeded();
  await expect.poll(() => drawnUsers(page)).toContain('user2');
  await expect.poll(() => drawnUsers(page)).not.toContain('user1');
  await page.evaluate(() => scrollTo(0, 0));
  await expect.poll(() => drawnUsers(page)).toContain('user1');
  await expect.poll(() => drawnUsers(page)).not.toContain('user2');
});

test('axe finds nothing in a comparison', async ({ page }) => {
  for (const users of ['user1,user2', 'user1,user2,many-1,many-2,many-3']) {
    await page.goto(`/compare?users=${users}`);
    await settled(page);
    await expect(page.getByRole('combobox', { name: /^Users to compare/ })).toBeVisible();
    await expectNoBarriers(page, users);
  }
});
