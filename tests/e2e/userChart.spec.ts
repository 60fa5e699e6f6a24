import { expect, type Page, test } from '@playwright/test';
import { heartRateAnswer } from '#lib/contract/heartRate.ts';
import { withAbsoluteTimes } from '#lib/contract/times.ts';
import {
  changing,
  figureOf,
  plotOf,
  pointAtInstant,
  pointAtMiddle,
  settled,
  windowOf,
} from './support/chart.ts';

const day = 86_400_000;

async function open(page: Page, address = '/users/user1'): Promise<void> {
  await page.goto(address);
  await settled(page);
}

/** The resolution parameter of every question the page asks from now on. */
function questions(page: Page): URL[] {
  const asked: URL[] = [];
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.pathname.endsWith('/heart-rate')) asked.push(url);
  });
  return asked;
}

test('comes from the server with data in it: the first view needs no further question', async ({
  page,
}) => {
  const asked = questions(page);
  await open(page);
  await expect(figureOf(page)).not.toHaveAttribute('data-samples', '0');
  expect(asked).toEqual([]);
});

test('zooms in with the wheel around the pointer, and asks for what fits', async ({ page }) => {
  await open(page);
  const asked = questions(page);
  const before = await windowOf(page);
  await pointAtMiddle(page);
  await changing(page, () => page.mouse.wheel(0, -300));
  await changing(page, () => page.mouse.wheel(0, -300));
  await settled(page);
  const after = await windowOf(page);
  expect(after.span).toBeLessThan(before.span);
  expect(after.start).toBeGreaterThan(before.start);
  expect(after.end).toBeLessThan(before.end);
  await expect.poll(() => asked.length).toBeGreaterThan(0);
  for (const url of asked) {
    expect(url.searchParams.get('resolution')).toBe('auto');
    expect(Number(url.searchParams.get('points'))).toBeGreaterThan(1_000);
  }
});

test('goes from days to single samples, finer with every step', async ({ page }) => {
  await open(page);
  await page.getByRole('button', { name: 'All', exact: true }).click();
  await settled(page);
  const order = ['1d', '1h', '15m', '1m', 'raw'];
  const seen: string[] = [];
  await plotOf(page).focus();
  for (let step = 0; step < 24 && seen.at(-1) !== 'raw'; step++) {
    await changing(page, () => page.keyboard.press('+'));
    await settled(page);
    const resolution = (await figureOf(page).getAttribute('data-resolution')) ?? '';
    if (resolution !== seen.at(-1)) seen.push(resolution);
  }
  expect(seen.at(-1)).toBe('raw');
  expect(seen.length).toBeGreaterThanOrEqual(3);
  const ranks = seen.map((resolution) => order.indexOf(resolution));
  expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
  await expect(page.locator('figcaption')).toContainText(/second samples|Single samples/);
});

test('zooms and moves with buttons, and presets take a whole range', async ({ page }) => {
  await open(page);
  const before = await windowOf(page);
  await changing(page, () => page.getByRole('button', { name: 'Zoom in' }).click());
  expect((await windowOf(page)).span).toBeCloseTo(before.span / 2, -3);
  const zoomed = await windowOf(page);
  await changing(page, () => page.getByRole('button', { name: 'Earlier' }).click());
  expect((await windowOf(page)).start).toBeLessThan(zoomed.start);
  await changing(page, () => page.getByRole('button', { name: 'Week', exact: true }).click());
  expect((await windowOf(page)).span).toBe(7 * day);
  await expect(page.getByRole('button', { name: 'Week', exact: true })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
});

test('moves, zooms, shows all and goes back by keyboard alone', async ({ page }) => {
  await open(page);
  await plotOf(page).focus();
  const before = await windowOf(page);
  await changing(page, () => page.keyboard.press('ArrowLeft'));
  const moved = await windowOf(page);
  expect(moved.start).toBeLessThan(before.start);
  expect(moved.span).toBe(before.span);
  await changing(page, () => page.keyboard.press('Home'));
  const home = await windowOf(page);
  expect(home.start).toBeLessThan(moved.start);
  await changing(page, () => page.keyboard.press('f'));
  expect((await windowOf(page)).span).toBeGreaterThan(home.span);
  await page.keyboard.press('Escape');
  await expect(figureOf(page)).toHaveAttribute('data-start', String(home.start));
});

test('walks back through the zooms, and a link opens the same picture', async ({
  page,
  context,
}) => {
  await open(page);
  const first = await windowOf(page);
  await changing(page, () => page.getByRole('button', { name: 'Zoom in' }).click());
  const second = await windowOf(page);
  await changing(page, () => page.getByRole('button', { name: 'Zoom in' }).click());
  const third = await windowOf(page);
  const elsewhere = await context.newPage();
  await open(elsewhere, page.url());
  expect(await windowOf(elsewhere)).toEqual(third);
  await page.goBack();
  await expect(figureOf(page)).toHaveAttribute('data-start', String(second.start));
  await page.goBack();
  await expect(figureOf(page)).toHaveAttribute('data-start', String(first.start));
  await page.goForward();
  await expect(figureOf(page)).toHaveAttribute('data-start', String(second.start));
});

test('drags the picture along, and selects a stretch with shift', async ({ page }) => {
  await open(page);
  const before = await windowOf(page);
  const { x, y, width } = await pointAtMiddle(page);
  await page.mouse.down();
  await page.mouse.move(x + width / 4, y, { steps: 5 });
  await page.mouse.up();
  await expect
    .poll(async () => (await windowOf(page)).start)
    .toBeLessThan(before.start - before.span / 5);
  const dragged = await windowOf(page);
  expect(Math.abs(dragged.span - before.span)).toBeLessThan(2);
  await page.keyboard.down('Shift');
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + width / 4, y, { steps: 5 });
  await page.mouse.up();
  await page.keyboard.up('Shift');
  await expect.poll(async () => (await windowOf(page)).span).toBeLessThan(before.span * 0.35);
});

test('keeps the last picture while a finer one is on its way', async ({ page }) => {
  await open(page);
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/api/users/user1/heart-rate?*', async (route) => {
    await held;
    await route.continue();
  });
  await changing(page, () => page.getByRole('button', { name: 'Week', exact: true }).click());
  const figure = figureOf(page);
  await expect(figure).toHaveAttribute('data-fetching', 'true');
  await expect(figure).toHaveAttribute('data-resolution', '1m');
  await expect(figure).not.toHaveAttribute('data-samples', '0');
  release();
  await expect(figure).toHaveAttribute('data-resolution', '15m');
  await settled(page);
});

test('cancels a question that was overtaken', async ({ page }) => {
  await open(page);
  const cancelled: string[] = [];
  page.on('requestfailed', (request) => cancelled.push(request.url()));
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/api/users/user1/heart-rate?*', async (route) => {
    await held;
    await route.continue().catch(() => {});
  });
  const asked = page.waitForRequest('**/api/users/user1/heart-rate?*');
  await page.getByRole('button', { name: 'Week', exact: true }).click();
  const overtaken = (await asked).url();
  await page.getByRole('button', { name: 'Hour', exact: true }).click();
  await expect.poll(() => cancelled).toContain(overtaken);
  release();
  await settled(page);
});

test('leaves gaps open: as many as the answer has, each explained under the pointer', async ({
  page,
}) => {
  await open(page);
  const answered = page.waitForResponse('**/api/users/user1/heart-rate?*');
  await page.getByRole('button', { name: 'Week', exact: true }).click();
  const answer = withAbsoluteTimes(heartRateAnswer.parse(await (await answered).json()));
  await settled(page);
  const { start, end } = await windowOf(page);
  const widest = 1.5 * 15 * 60_000;
  const gaps = answer.t.slice(1).flatMap((at, index) => {
    const previous = answer.t[index] ?? at;
    const from = previous + 15 * 60_000;
    return at - previous > widest && at > start && from < end ? [{ from, to: at }] : [];
  });
  expect(answer.resolution).toBe('15m');
  expect(gaps.length).toBeGreaterThan(0);
  await expect(figureOf(page)).toHaveAttribute('data-gaps', String(gaps.length));
  const longest = gaps.toSorted((a, b) => b.to - b.from - (a.to - a.from))[0];
  if (!longest) throw new Error('There is no gap to point at.');
  await pointAtInstant(page, (longest.from + longest.to) / 2);
  await expect(figureOf(page)).toContainText(/No data for \d+ (minute|hour|day)/);
});

test('reads the value under the pointer, on the user’s clock', async ({ page }) => {
  await open(page, '/users/user2');
  await expect(page.locator('figcaption')).toContainText('Asia/Kolkata (UTC+5:30)');
  const { start, end } = await windowOf(page);
  // Half past an hour in Kolkata is on the hour in UTC: far from where the hour changes.
  const at = Math.round((start + end) / 2 / 3_600_000) * 3_600_000;
  await pointAtInstant(page, at);
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Kolkata', hour: '2-digit' });
  const read = new RegExp(`(${clock.format(at)}:\\d\\d.*samples?|No data for)`);
  await expect(figureOf(page)).toContainText(read);
});

test('takes typed dates and times in the user’s zone', async ({ page }) => {
  await open(page, '/users/user2');
  const { end } = await windowOf(page);
  const date = new Date(end - 3 * day).toISOString().slice(0, 10);
  await page.getByRole('button', { name: /^Choose dates/ }).click();
  await page.getByLabel('From', { exact: true }).fill(`${date}T10:00:00`);
  await page.getByLabel('To', { exact: true }).fill(`${date}T12:00:00`);
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await expect(figureOf(page)).toHaveAttribute(
    'data-start',
    String(Date.parse(`${date}T10:00:00+05:30`)),
  );
  await expect(figureOf(page)).toHaveAttribute(
    'data-end',
    String(Date.parse(`${date}T12:00:00+05:30`)),
  );
});

test('takes a range in words, and says so where it is none', async ({ page }) => {
  await open(page, '/users/user2');
  const { end } = await windowOf(page);
  const date = new Date(end - 3 * day).toISOString().slice(0, 10);
  await page.getByRole('button', { name: /^Choose dates/ }).click();
  const field = page.getByLabel('Range in words');
  await field.fill('some time ago');
  await field.press('Enter');
  await expect(page.getByText('That is no range')).toBeVisible();
  await field.fill(`${date} 14:00 to 15:30`);
  await field.press('Enter');
  const start = Date.parse(`${date}T14:00:00+05:30`);
  await expect(figureOf(page)).toHaveAttribute('data-start', String(start));
  await expect(figureOf(page)).toHaveAttribute('data-end', String(start + 90 * 60_000));
});

test('has what the next gesture needs before it comes', async ({ page }) => {
  await open(page);
  const asked = questions(page);
  await changing(page, () => page.getByRole('button', { name: 'Earlier' }).click());
  await expect.poll(() => asked.length).toBeGreaterThanOrEqual(3);
  await expect(page.getByRole('button', { name: 'Zoom in' })).toBeVisible();
  await page.waitForLoadState('networkidle');
  await page.route('**/api/users/user1/heart-rate?*', (route) => route.abort());
  await changing(page, () => page.getByRole('button', { name: 'Zoom in' }).click());
  await settled(page);
  await expect(figureOf(page)).not.toContainText('Not loaded');
});

test('has a table as its equal', async ({ page }) => {
  await open(page);
  await page.getByText('Show as table').click();
  const rows = page.locator('figure table tbody tr');
  await expect(rows.first()).toBeVisible();
  expect(await rows.count()).toBeGreaterThan(10);
});

test('shows the days below, newest first, with the method of each resting heart rate', async ({
  page,
}) => {
  await open(page);
  const days = page.getByRole('region', { name: 'Days' });
  const newest = days.locator('tbody tr').first();
  // A day that has only just begun has no resting heart rate yet; the one before it has.
  await expect(days.locator('tbody tr').nth(1)).toContainText(/by the vendor|lowest 30 min/);
  const first = await newest.locator('th').textContent();
  await days.getByRole('button', { name: 'Older' }).click();
  await expect(newest.locator('th')).not.toHaveText(first ?? '');
  await days.getByRole('button', { name: 'Newer' }).click();
  await expect(newest.locator('th')).toHaveText(first ?? '');
});
