/** A user's sources on their screen: put in another order, seen alone, withdrawn for good. */
import { expect, type Page, test } from '@playwright/test';
import { expectNoBarriers } from './support/barriers.ts';
import { settled } from './support/chart.ts';

const table = 'timestamp,value\n2025-06-15T10:00:00Z,60\n2025-06-15T10:00:05Z,61\n';

/** Somebody with a source that waits for its account, and one that came as a file. */
async function withTwoSources(page: Page, id: string): Promise<void> {
  await page.request.post('/api/users', { data: { id, timeZone: 'Europe/London' } });
  await page.goto(`/import?user=${id}`);
  await expect(page.locator('[data-ready="true"]')).toBeVisible();
  const file = { name: 'band.csv', mimeType: 'text/csv', buffer: Buffer.from(table) };
  await page.getByTestId('files').setInputFiles(file);
  await expect(page.locator('[data-file="band.csv"]')).toContainText('2 rows');
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  const outcome = page.locator(`[data-outcome="${id}"]`);
  await expect(outcome.locator('[data-label="new"]')).toHaveText('2', { timeout: 45_000 });
}

test('sources change places, one is seen alone, and one goes for good when its name is typed', async ({
  page,
}) => {
  test.setTimeout(120_000);
  await withTwoSources(page, 'sophie');
  await page.goto('/users/sophie/sources');
  const items = page.locator('li[data-source]');
  await expect(items).toHaveCount(2);
  const fromFile = items.filter({ hasText: '2 samples shown' });
  const key = (await fromFile.getAttribute('data-source')) ?? '';
  const first = await items.first().getAttribute('data-source');
  await items
    .first()
    .getByRole('button', { name: /^Move .* down$/ })
    .click();
  await expect(items.last()).toHaveAttribute('data-source', first ?? '');
  const changes = page.getByRole('region', { name: 'Changes' });
  await expect(changes.locator('[data-change="succeeded"]')).toContainText('Another order: done');
  await page.reload();
  await expect(items.last()).toHaveAttribute('data-source', first ?? '');

  await fromFile.getByRole('link', { name: 'See alone' }).click();
  await expect(page).toHaveURL(new RegExp(`/users/sophie\\?source=${key}`));
  await settled(page);
  await expect(page.getByText(`Of ${key} alone`)).toBeVisible();
  await page.goBack();

  await fromFile.getByRole('button', { name: 'Withdraw…' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('2 samples');
  await expectNoBarriers(page, 'the dialog');
  const withdraw = dialog.getByRole('button', { name: 'Withdraw', exact: true });
  await dialog.getByLabel(/^Type/).fill(`${key} `);
  await expect(withdraw).toBeDisabled();
  await dialog.getByLabel(/^Type/).fill(key);
  await withdraw.click();
  await expect(dialog).toBeHidden();
  await expect(changes).toContainText(`${key} withdrawn: done`);
  await expect(items).toHaveCount(1);
  await page.getByRole('link', { name: 'Chart', exact: true }).click();
  await expect(page.locator('figure[data-resolution]')).toHaveCount(0);
});
