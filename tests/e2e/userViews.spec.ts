/** A day, years of days, the rhythm of weeks and trends: the other views of one user's data. */
import { expect, type Page, test } from '@playwright/test';
import { windowInAddress } from './support/chart.ts';

const views = ['day', 'calendar', 'rhythm', 'trends'] as const;

async function open(page: Page, view: string): Promise<void> {
  await page.goto(`/users/user1/${view}`);
  await expect(page.getByRole('slider').first()).toBeVisible();
}

const dateShown = (page: Page) => page.locator('figure[data-date]').getAttribute('data-date');
const dateInAddress = (page: Page) => new URL(page.url()).searchParams.get('date');

function daysBefore(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);
}

test('the views come from the server with their pictures in them', async ({ page }) => {
  for (const view of views) {
    const html = await (await page.request.get(`/users/user1/${view}`)).text();
    expect(html.match(/<path[^>]+d="M[^"]{300,}"/), view).not.toBeNull();
    expect(html).not.toContain(' style=');
  }
});

test('a day is walked by buttons, keys, the calendar and the history', async ({ page }) => {
  await open(page, 'day');
  const last = (await dateShown(page)) ?? '';
  await page.getByRole('button', { name: 'Day before' }).click();
  await expect.poll(() => dateShown(page)).toBe(daysBefore(last, 1));
  expect(dateInAddress(page)).toBe(daysBefore(last, 1));
  await expect(page.getByRole('button', { name: 'Day after' })).toBeEnabled();
  await page.locator('h1').click();
  await page.keyboard.press('ArrowLeft');
  await expect.poll(() => dateShown(page)).toBe(daysBefore(last, 2));
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => dateShown(page)).toBe(daysBefore(last, 1));
  await page.goBack();
  await expect.poll(() => dateShown(page)).toBe(daysBefore(last, 2));
  await page.getByRole('button', { name: /^Choose a day/ }).click();
  const picker = page.getByRole('dialog', { name: 'Choose a day' });
  await expect(picker.getByRole('grid')).toBeVisible();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Enter');
  await expect.poll(() => dateShown(page)).toBe(daysBefore(last, 3));
  await expect(picker).toBeHidden();
});

test('a day tells its figures, its minutes and its hours, and leads to the chart', async ({
  page,
}) => {
  await open(page, 'day');
  await page.getByRole('button', { name: 'Day before' }).click();
  const figure = page.locator('figure[data-date]');
  await expect(figure.getByText(/lowest 30 min|by the vendor/)).toBeVisible();
  await expect(figure.getByText(/mean 00:00–07:00/)).toBeVisible();
  const surface = page.getByRole('slider', { name: /minute by minute/ });
  await surface.focus();
  await page.keyboard.press('Home');
  await expect(surface).toHaveAttribute('aria-valuetext', /^00:00, (mean \d+ bpm|no data)/);
  await page.keyboard.press('ArrowRight');
  await expect(surface).toHaveAttribute('aria-valuetext', /^00:01/);
  await page.getByText('Show as table').click();
  await expect(page.getByRole('row')).toHaveCount(25);
  await page.getByRole('link', { name: 'Open in the chart' }).click();
  await expect(page).toHaveURL(/\/users\/user1\?start=/);
  const { start, end } = windowInAddress(page);
  expect(end - start).toBe(86_400_000);
});

test('a part of a day that failed is told beside what came, and can be asked again', async ({
  page,
}) => {
  await open(page, 'day');
  await page.route('**/heart-rate?*resolution=15m*', (route) => route.abort());
  const last = (await dateShown(page)) ?? '';
  await page.evaluate(
    (date) => {
      history.pushState(null, '', `?date=${date}`);
    },
    daysBefore(last, 6),
  );
  const again = page.getByRole('button', { name: /Not loaded, try again/ }).first();
  await expect(again).toBeVisible();
  await expect(page.getByRole('slider', { name: /minute by minute/ })).toBeVisible();
  await page.unroute('**/heart-rate?*resolution=15m*');
  await again.click();
  await expect(page.getByRole('button', { name: /Not loaded, try again/ })).toHaveCount(0);
});

test('the calendar shows what the address asks for, reads by keys and opens a day', async ({
  page,
}) => {
  await open(page, 'calendar');
  await page.getByRole('button', { name: 'Worn' }).click();
  await expect(page).toHaveURL(/measure=wear/);
  await expect(page.getByRole('list', { name: 'Colours, hours' })).toContainText('20 and more');
  await page.reload();
  const grid = page.getByRole('slider', { name: /^Hours worn of each day/ });
  await grid.focus();
  await page.keyboard.press('End');
  const last = await grid.getAttribute('aria-valuetext');
  await page.keyboard.press('ArrowUp');
  await expect(grid).not.toHaveAttribute('aria-valuetext', last ?? '');
  await expect(grid).toHaveAttribute('aria-valuetext', /20\d\d: mean \d+ bpm, resting \d+ bpm/);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/users\/user1\/day\?date=/);
  await page.goBack();
  await expect(page.getByRole('button', { name: 'Worn' })).toHaveAttribute('aria-pressed', 'true');
});

test('a click on the calendar opens the day under it', async ({ page }) => {
  await open(page, 'calendar');
  const last = await page.locator('[data-year] svg:visible').first().boundingBox();
  if (!last) throw new Error('The year has no box.');
  const today = new Date();
  const first = Date.UTC(today.getUTCFullYear(), 0, 1);
  const wanted = first + Math.floor((today.getTime() - first) / 86_400_000 - 3) * 86_400_000;
  const weekday = (ms: number) => (new Date(ms).getUTCDay() + 6) % 7;
  const days = Math.round((wanted - first) / 86_400_000) + weekday(first);
  const cell = last.width / 54;
  await page.mouse.click(
    last.x + (Math.floor(days / 7) + 0.5) * cell,
    last.y + ((days % 7) + 1.2 + 0.5) * cell,
  );
  await expect(page).toHaveURL(new RegExp(`date=${new Date(wanted).toISOString().slice(0, 10)}`));
});

test('the rhythm keeps its days in the address, and its parts fail one by one', async ({
  page,
}) => {
  await open(page, 'rhythm');
  const grid = page.getByRole('slider', { name: /by hour and day/ });
  await grid.focus();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await expect(grid).toHaveAttribute(
    'aria-valuetext',
    /20\d\d, \d\d:00–\d\d:00: (\d+ bpm|no data)/,
  );
  await expect(page.getByRole('slider', { name: /^Typical day/ })).toBeVisible();
  await page.route('**/distribution?*', (route) =>
    route.fulfill({
      status: 503,
      json: { error: { code: 'DATABASE_AWAY', message: 'The database is away.' } },
    }),
  );
  await page.getByRole('button', { name: '1 week' }).click();
  await expect(page).toHaveURL(/start=\d{4}-\d\d-\d\d&end=/);
  const failed = page.locator('[data-state="failed"]');
  await expect(failed).toContainText('The distribution could not be loaded');
  await expect(failed).toContainText(/Since \d\d:\d\d:\d\d/);
  await expect(page.getByRole('slider', { name: /^Typical day/ })).toBeVisible();
  await page.unroute('**/distribution?*');
  await failed.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('slider', { name: /^Minutes at each/ })).toBeVisible();
  await expect(failed).toHaveCount(0);
});

test('trends change what a point stands for, and say on how many days it rests', async ({
  page,
}) => {
  await open(page, 'trends');
  const resting = page.getByRole('slider', { name: /^Resting heart rate/ });
  await page.getByRole('button', { name: 'By week' }).click();
  await expect(page).toHaveURL(/by=week/);
  await resting.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  await expect(resting).toHaveAttribute('aria-valuetext', / – .*\d+ bpm \(n = 7\); /);
  await expect(page.locator('figure').filter({ hasText: 'Daily range' })).toContainText(
    /\d+ to \d+ bpm, mean \d+ \(n = 7\)/,
  );
  await page.getByText('Show as table').click();
  await expect(page.getByRole('columnheader', { name: 'n of 28', exact: true })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('button', { name: 'By day' })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
});
