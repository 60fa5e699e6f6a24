import { expect, test } from '@playwright/test';
import { userCoverageAnswer } from '#lib/contract/coverage.ts';

test('shows everybody’s days as a table in words, found and ordered in the address', async ({
  page,
}) => {
  await page.goto('/');
  await page
    .getByRole('navigation', { name: 'Main' })
    .getByRole('link', { name: 'Coverage' })
    .click();
  const row = page.locator('tr[data-user="user1"]');
  await expect(row.locator('[data-cover]')).toHaveCount(30);
  await expect(row.locator('[data-cover="complete"]').first()).toHaveAccessibleName(/^Complete, /);
  await page.getByText('What they mean').click();
  await expect(
    page.getByText('The device has synced past this and recorded nothing'),
  ).toBeVisible();
  await page.getByLabel('Sort by').focus();
  await page.getByLabel('Sort by').selectOption('Least heart rate');
  await expect(page).toHaveURL(/sort=share/);
  await expect(page.getByLabel('Sort by')).toBeFocused();
  await page.getByLabel('Find').fill('user2');
  await page.getByLabel('Find').press('Enter');
  await expect(page).toHaveURL(/q=user2/);
  await expect(row).toHaveCount(0);
  await expect(page.getByLabel('Find')).toBeFocused();
  await page.goBack();
  await expect(page.getByLabel('Find')).toHaveValue('');
  await page.goForward();
  await expect(page.getByLabel('Find')).toHaveValue('user2');
  await page.getByRole('link', { name: 'user2' }).press('Enter');
  await expect(page).toHaveURL(/\/users\/user2\/coverage$/);
});

test('shows a user’s days by quarter-hours, fetches one alone and keeps the enrolment', async ({
  page,
  request,
}) => {
  await page.goto('/users/user1/coverage');
  const rows = page.locator('tr[data-date]');
  await expect(rows).toHaveCount(28);
  const today = rows.first();
  await expect(today.getByRole('img')).toHaveAccessibleName(/^00:00–\d\d:\d\d /);
  await today.getByRole('button', { name: /^Fetch .* alone$/ }).press('Enter');
  await expect(
    today.getByRole('link', { name: /^run \d+$/ }).or(today.getByText('Fetch')),
  ).toBeVisible();

  const date = (await rows.nth(14).getAttribute('data-date')) ?? '';
  await page.getByLabel('Enrolled on').fill(date);
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Saved')).toBeVisible();
  const asked = `/api/users/user1/coverage?start=${date}&end=${date}`;
  const body: unknown = await (await request.get(asked)).json();
  expect(userCoverageAnswer.parse(body).enrolledOn).toBe(date);
  await page.getByLabel('Enrolled on').fill('');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect
    .poll(async () => userCoverageAnswer.parse(await (await request.get(asked)).json()).enrolledOn)
    .toBeNull();
});
