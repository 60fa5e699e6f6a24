import { expect, test } from '@playwright/test';
import { changing, figureOf, settled } from './support/chart.ts';

test('shows chart, strip and figures of one source alone, and says which they are', async ({
  page,
}) => {
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/heart-rate?')) asked.push(request.url());
  });
  await page.goto('/users/user1?source=synthetic');
  await settled(page);
  await changing(page, () => page.getByRole('button', { name: 'Week', exact: true }).click());
  await settled(page);
  expect(asked.length).toBeGreaterThan(0);
  expect(asked.filter((url) => !url.includes('source=synthetic'))).toEqual([]);
  const figures = page.getByRole('region', { name: 'This window in figures' });
  await expect(figures).toContainText('Of synthetic alone');
  const drawn = Number(await figureOf(page).getAttribute('data-samples'));
  await expect(figures).toContainText(drawn.toLocaleString('en-GB'));
  await expect(page.getByRole('heading', { name: 'Days, of all sources' })).toBeVisible();
});
