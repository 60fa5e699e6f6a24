/** The views of a user on a phone. */
import { expect, test } from '@playwright/test';

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

test('the tabs of a user scroll in their own row, and the current one is in view', async ({
  page,
}) => {
  await page.goto('/users/user1/trends');
  const row = page.getByRole('navigation', { name: 'Views of this user' });
  await expect(row.getByRole('link', { name: 'Trends' })).toHaveAttribute('aria-current', 'page');
  await expect(row.getByRole('link', { name: 'Trends' })).toBeInViewport({ ratio: 0.99 });
  await row.getByRole('link').last().scrollIntoViewIfNeeded();
  await expect(row.getByRole('link').last()).toBeInViewport({ ratio: 0.99 });
  const sideways = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(sideways).toBe(0);
});

test('a finger reads a day of the calendar first, and opens it by the link beside', async ({
  page,
}) => {
  await page.goto('/users/user1/calendar');
  const year = page.locator('[data-year] svg:visible').first();
  const box = await year.boundingBox();
  if (!box) throw new Error('The year has no box.');
  const reading = page.getByRole('link', { name: 'Open day' });
  await expect(reading).toHaveCount(0);
  // From the last row of days upwards, until a finger meets a day that can have data.
  for (let up = 0.4; up < 8 && (await reading.count()) === 0; up += 1)
    await page.touchscreen.tap(
      box.x + box.width * 0.45,
      box.y + box.height - up * (box.width / 23),
    );
  await reading.click();
  await expect(page).toHaveURL(/\/day\?date=/);
  await expect(page.locator('figure[data-date]')).toBeVisible();
});

test('the coverage of everybody opens at the newest day, with the names in view', async ({
  page,
}) => {
  await page.goto('/coverage');
  const row = page.locator('tr[data-user]').first();
  await expect(row.locator('td').last()).toBeInViewport({ ratio: 0.99 });
  await expect(row.getByRole('link')).toBeInViewport({ ratio: 0.99 });
  // The days can still be scrolled to the oldest, and the names stay.
  await page.getByRole('region', { name: 'Heat map, users by days' }).evaluate((map) => {
    map.scrollLeft = -map.scrollWidth;
  });
  await expect(row.locator('td').last()).not.toBeInViewport();
  await expect(row.getByRole('link')).toBeInViewport({ ratio: 0.99 });
});
