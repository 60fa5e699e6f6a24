/** Bringing files: dropped or chosen, looked through, imported by the worker, every row accounted for. */
import { statSync, writeFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { importAnswer } from '#lib/contract/imports.ts';
import { zipArchive } from '#lib/etl/files/fixtures/zipArchive.ts';
import { expectNoBarriers } from './support/barriers.ts';

const table =
  'timestamp,value\n2025-06-15 10:00:00,60\n2025-06-15 10:00:05,61\n2025-06-15 10:00:10,sixty\n';

async function drop(page: Page, name: string, text: string): Promise<void> {
  await expect(page.locator('[data-ready="true"]')).toBeVisible();
  const dataTransfer = await page.evaluateHandle(
    ([called = '', content = '']) => {
      const data = new DataTransfer();
      data.items.add(new File([content], called));
      return data;
    },
    [name, text],
  );
  await page.dispatchEvent('body', 'drop', { dataTransfer });
}

test('a file that is dropped is checked, imported in the zone that was said, and told row by row', async ({
  page,
}) => {
  await page.goto('/import');
  await drop(page, 'watch.csv', table);
  const file = page.locator('[data-file="watch.csv"]');
  await expect(file).toContainText('CSV table');
  await expect(file).toContainText('3 rows, Sun 15 Jun 2025');
  await expect(page).toHaveURL(/import=\d+/);
  await expect(page.getByText('3 times without an offset')).toBeVisible();
  await expectNoBarriers(page);
  await page.getByLabel('Participant').selectOption({ label: 'A new participant' });
  await page.getByLabel('Identifier').fill('carla');
  await expect(page.getByLabel('Time zone of the times')).toHaveValue('America/New_York');
  await page.getByLabel('Time zone of the times').fill('Asia/Kolkata');
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  const outcome = page.locator('[data-outcome="carla"]');
  await expect(outcome.locator('[data-label="new"]')).toHaveText('2', { timeout: 45_000 });
  await expect(outcome.locator('[data-label="rejected"]')).toHaveText('1');
  await page.getByText('1 row of carla refused or overruled').click();
  await expect(page.getByText('"value":"sixty"')).toBeVisible();
  await expect(page.getByText('watch.csv, line 4')).toBeVisible();
  await expectNoBarriers(page);
  await outcome.getByRole('link', { name: /^run \d+$/ }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Run \d+/);
  await page.goBack();
  await page.getByRole('link', { name: 'New import' }).click();
  await expect(page.getByRole('row', { name: /watch\.csv/ }).first()).toContainText('carla');
});

test('a table that nobody understands is imported by the columns that are chosen', async ({
  page,
}) => {
  await page.goto('/import?user=user2');
  const text = 'wann;puls;wer\n13.6.2025 10:00:00;60;Ann\n13.6.2025 10:00:05;61;Bo\n';
  await page.getByTestId('files').setInputFiles({
    name: 'uhr.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(text),
  });
  const file = page.locator('[data-file="uhr.csv"]');
  await expect(file.getByRole('alert')).toContainText('names no column for the time');
  await expect(file.getByRole('cell', { name: '13.6.2025 10:00:05' })).toBeVisible();
  await file.getByLabel('Person').selectOption({ label: 'wer' });
  await file.getByLabel('Times are written as').selectOption('day-first');
  await file.getByRole('button', { name: 'Read it so' }).click();
  await expect(file).toContainText('2 rows, Fri 13 Jun 2025, 2 people');
  await expectNoBarriers(page);
  await page.getByLabel('Rows of Ann go to').selectOption('user2');
  await page.getByLabel('Rows of Bo go to').selectOption({ label: 'Nobody: leave them out' });
  await expect(page.getByText('1 person of 2')).toBeVisible();
  await page.getByRole('button', { name: 'Cancel the import' }).click();
  await expect(page.locator('[data-state="cancelled"]')).toContainText('cancelled before it began');
});

test('a table without a header, one of days, and one in an archive whose dates may be either, are read as is said', async ({
  page,
}) => {
  await page.goto('/import?user=user2');
  const headless = '7,2025-06-15 10:00:00,61\n7,2025-06-15 10:00:05,62\n';
  const table = { name: 'a/mine.csv', content: 'time,bpm\n4/5/2025 10:00:00,60\n' };
  const resting =
    '[{"dateTime":"05/04/25 00:00:00","value":{"date":"05/04/25","value":61.37,"error":6.1}}]';
  const figure = { name: 'resting_heart_rate-2025.json', content: resting };
  await page.getByTestId('files').setInputFiles([
    { name: 'plain.csv', mimeType: 'text/csv', buffer: Buffer.from(headless) },
    { name: 'days.csv', mimeType: 'text/csv', buffer: Buffer.from('tag;puls\n2025-06-15;55\n') },
    { name: 'mine.zip', mimeType: 'application/zip', buffer: zipArchive([table, figure]) },
  ]);
  const plain = page.locator('[data-file="plain.csv"]');
  await expect(plain.getByLabel('The first line names the columns')).not.toBeChecked();
  await plain.getByRole('combobox', { name: 'Time', exact: true }).selectOption({ index: 1 });
  await plain.getByRole('combobox', { name: 'Heart rate' }).selectOption({ index: 2 });
  await plain.getByRole('button', { name: 'Read it so' }).click();
  await expect(plain).toContainText('2 rows, Sun 15 Jun 2025');
  const days = page.locator('[data-file="days.csv"]');
  await days.getByRole('button', { name: 'Read it so' }).click();
  await expect(days.getByRole('alert')).toContainText('gives one figure a day ("2025-06-15")');
  await days.getByLabel('Each row is a day and its resting heart rate').check();
  await days.getByRole('button', { name: 'Read it so' }).click();
  await expect(days).toContainText('Resting heart rates of 1 day, Sun 15 Jun 2025');
  const archive = page.locator('[data-file="mine.zip"]');
  await expect(archive).toContainText('Resting heart rates of 1 day, Sun 4 May 2025');
  await archive.getByLabel('What comes first in dates').selectOption('day-first');
  await expectNoBarriers(page);
  await archive.getByRole('button', { name: 'Read it so' }).click();
  await expect(archive).toContainText('1 row, Sun 4 May 2025');
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  const outcome = page.locator('[data-beside="heart_rate_summary"]');
  const said = 'Vendor’s figures of days: 1 new, 0 changed, 0 unchanged';
  // Of the table and of the archive: the one is a CSV table, the other Takeout’s.
  await expect(outcome).toHaveText([said, said], { timeout: 45_000 });
});

test('an upload that broke off goes on where it stopped when the file is chosen again', async ({
  page,
  request,
}, testInfo) => {
  const path = testInfo.outputPath('half.csv');
  writeFileSync(path, table);
  const { mtimeMs } = statSync(path);
  const created = importAnswer.parse(
    await (await request.post('/api/imports', { data: {} })).json(),
  );
  const said = { import: created.import.id, name: 'half.csv', modified: Math.floor(mtimeMs) };
  const half = 40;
  await request.post('/api/imports/uploads', {
    headers: {
      'tus-resumable': '1.0.0',
      'upload-length': String(table.length),
      'upload-metadata': Object.entries(said)
        .map(([key, value]) => `${key} ${btoa(String(value))}`)
        .join(','),
      'content-type': 'application/offset+octet-stream',
    },
    data: Buffer.from(table.slice(0, half)),
  });
  await page.goto(`/import?import=${created.import.id}`);
  const file = page.locator('[data-file="half.csv"]');
  await expect(file).toContainText('Choose the same file again');
  const continued = page.waitForRequest((asked) => asked.method() === 'PATCH');
  await page.getByTestId('files').setInputFiles(path);
  expect((await continued).headers()['upload-offset']).toBe(String(half));
  await expect(file).toContainText('3 rows');
  await page.getByRole('button', { name: 'Take out half.csv' }).click();
  await expect(file).toHaveCount(0);
});

test('what is no recording is refused by its name, and an import that is none says so', async ({
  page,
}) => {
  await page.goto('/import');
  await drop(page, 'letter.html', '<html>hello</html>');
  await expect(page.locator('[data-file="letter.html"]').getByRole('alert')).toContainText(
    'letter.html is XML or HTML, but no export of Apple Health',
  );
  await expect(page.getByRole('button', { name: 'Import', exact: true })).toHaveCount(0);
  await page.goto('/import?import=999999');
  await expect(page.locator('[data-state="failed"]')).toContainText('There is no import 999999');
});

test('earlier imports are listed a page at a time, back to the first', async ({
  page,
  request,
}) => {
  for (let made = 0; made < 21; made += 1) {
    expect((await request.post('/api/imports', { data: {} })).status()).toBe(201);
  }
  await page.goto('/import');
  const list = page.getByRole('region', { name: 'Imports so far' });
  const first = list.getByRole('link', { name: 'Import 1', exact: true });
  await expect(list.getByRole('row')).toHaveCount(21);
  await expect(first).toHaveCount(0);
  await list.getByRole('link', { name: 'Older imports' }).click();
  await expect(first).toBeVisible();
  await expect(page).toHaveURL(/\/import\?older=\d+$/);
  await expectNoBarriers(page);
  await list.getByRole('link', { name: 'Newest imports' }).click();
  await expect(first).toHaveCount(0);
  await page.goto('/import?older=1');
  await expect(list).toContainText('There are none that are older.');
});
