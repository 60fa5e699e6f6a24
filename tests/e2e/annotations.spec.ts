/** Writing down what happened: by mouse and by keyboard, in the chart and in the list. */
import { readFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { annotationsAnswer } from '#lib/contract/annotations.ts';
import { routes } from '#lib/contract/routes.ts';
import { expectNoBarriers } from './support/barriers.ts';
import { figureOf, plotOf, pointAtMiddle, settled, windowOf } from './support/chart.ts';

// Each of them walks through several pages.
test.describe.configure({ timeout: 120_000 });

const list = '/api/users/user2/annotations';

test.beforeEach(async ({ request }) => {
  const { annotations } = annotationsAnswer.parse(await (await request.get(list)).json());
  for (const { id } of annotations) await request.delete(`${list}/${id}`);
});

async function open(page: Page, address = '/users/user2'): Promise<void> {
  await page.goto(address);
  await settled(page);
}

const dialogOf = (page: Page) => page.getByRole('dialog', { name: /annota/i });
const flagOf = (page: Page, name: RegExp) =>
  page.getByRole('list', { name: 'Annotations in view' }).getByRole('button', { name });

async function write(page: Page, kind: string, text: string): Promise<void> {
  const dialog = dialogOf(page);
  await dialog.getByText(kind, { exact: true }).click();
  await dialog.getByLabel('In words').fill(text);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toBeHidden();
}

async function stored(page: Page) {
  return annotationsAnswer.parse(await (await page.request.get(list)).json()).annotations;
}

test('a stretch is selected by dragging, written down, and shown with its kind in the chart', async ({
  page,
}) => {
  await open(page);
  const before = await windowOf(page);
  await page.getByRole('button', { name: 'Annotate' }).click();
  await expect(page.getByText('Drag over the stretch')).toBeVisible();
  const { x, y, width } = await pointAtMiddle(page);
  await page.mouse.down();
  await page.mouse.move(x + width / 4, y, { steps: 5 });
  await page.mouse.up();
  await write(page, 'Exercise', 'Easy run');
  const [made] = await stored(page);
  expect(made).toMatchObject({ kind: 'exercise', text: 'Easy run' });
  expect(Math.abs((made?.start ?? 0) - (before.start + before.end) / 2)).toBeLessThan(
    before.span / 20,
  );
  expect(await windowOf(page)).toEqual(before);
  const flag = flagOf(page, /^Exercise, .*: Easy run$/);
  await flag.hover();
  await expect(page.getByText('Easy run', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Annotations', exact: true }).click();
  await expect(page).toHaveURL(/layers=none/);
  await expect(flag).toBeHidden();
  await page.reload();
  await settled(page);
  await expect(flag).toBeHidden();
  await page.getByRole('button', { name: 'Annotations', exact: true }).click();
  await expect(flag).toBeVisible();
});

test('what is shown is annotated, changed and deleted by keyboard alone', async ({ page }) => {
  await open(page);
  const { start } = await windowOf(page);
  await plotOf(page).focus();
  await page.keyboard.press('a');
  const dialog = dialogOf(page);
  await expect(dialog.getByRole('radio', { name: 'Note' })).toBeChecked();
  await dialog.getByRole('button', { name: 'Save' }).focus();
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('alert')).toContainText('A note has to say something');
  await dialog.getByRole('radio', { name: 'Note' }).focus();
  await page.keyboard.press('ArrowLeft');
  await dialog.getByLabel('In words').focus();
  await page.keyboard.type('Charging');
  await dialog.getByRole('button', { name: 'Save' }).focus();
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  const [made] = await stored(page);
  expect(made).toMatchObject({ kind: 'device-off', text: 'Charging' });
  expect(Math.abs((made?.start ?? 0) - start)).toBeLessThan(60_000);
  await flagOf(page, /^Device off, .*: Charging$/).focus();
  await page.keyboard.press('Enter');
  await dialog.getByLabel('In words').fill('Charging, and a shower');
  await dialog.getByRole('button', { name: 'Save' }).press('Enter');
  await expect(flagOf(page, /and a shower$/)).toBeVisible();
  const [changed] = await stored(page);
  expect(changed).toMatchObject({ id: made?.id, start: made?.start, end: made?.end });
  await flagOf(page, /and a shower$/).press('Enter');
  await dialog.getByRole('button', { name: 'Delete' }).press('Enter');
  await expect(page.getByText('Device off deleted.')).toBeVisible();
  expect(await stored(page)).toEqual([]);
  await page.getByRole('button', { name: 'Undo' }).press('Enter');
  await expect(flagOf(page, /and a shower$/)).toBeVisible();
});

test('the list is sorted, filtered, changed and undone, and leads to the stretch in the chart', async ({
  page,
}) => {
  await open(page);
  const { end } = await windowOf(page);
  const hour = 3_600_000;
  const make = (kind: string, from: number, to: number, text: string) =>
    page.request.post(list, {
      data: {
        kind,
        text,
        start: new Date(end - from * hour).toISOString(),
        end: new Date(end - to * hour).toISOString(),
      },
    });
  await make('exercise', 5, 4, 'Run');
  await make('illness', 60, 12, 'Cold');
  await make('medication', 8, 8, 'Tablet');
  await page.getByRole('link', { name: 'Annotations' }).click();
  const rows = page.locator('tr[data-annotation]');
  await expect(rows).toHaveText([/Run/, /Tablet/, /Cold/]);
  await page.getByRole('button', { name: 'Length' }).click();
  await expect(rows).toHaveText([/Tablet/, /Run/, /Cold/]);
  await expect(page).toHaveURL(/sort=length/);
  await page.getByLabel('Kind').selectOption('Illness');
  await expect(rows).toHaveText([/Cold/]);
  await rows.getByRole('button', { name: /^Change/ }).click();
  await dialogOf(page).getByLabel('In words').fill('Influenza');
  await dialogOf(page).getByRole('button', { name: 'Save' }).click();
  await expect(rows).toHaveText([/Influenza/]);
  await rows.getByRole('button', { name: /^Delete/ }).click();
  await expect(page.locator('[data-state="empty"]')).toContainText('None of this kind');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(rows).toHaveText([/Influenza/]);
  await page.getByLabel('Kind').selectOption('All kinds');
  await page.getByRole('row', { name: /Run/ }).getByRole('link').click();
  await settled(page);
  const shown = await windowOf(page);
  expect(shown.start).toBeLessThan(end - 5 * hour);
  expect(shown.span).toBeCloseTo(1.5 * hour, -3);
  await expect(flagOf(page, /^Exercise/)).toBeVisible();
});

test('every file taken away tells its annotations', async ({ page }) => {
  await open(page);
  const { start, span } = await windowOf(page);
  const at = new Date(start + span / 2).toISOString();
  await page.request.post(list, { data: { kind: 'medication', start: at, text: 'Tablet <1>' } });
  await page.reload();
  await expect(flagOf(page, /^Medication/)).toBeVisible();
  const save = async (kind: string) => {
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: `Download as ${kind}` }).click();
    return readFileSync(await (await download).path()).toString();
  };
  expect(await save('CSV')).toMatch(/^# Annotation of user2: medication, .*: Tablet <1>\r$/m);
  const svg = await save('SVG');
  expect(svg).toContain('Tablet &lt;1&gt;');
  expect(svg).toContain('Asia/Kolkata (UTC+5:30)');
});

test('the view of a day names what was written down in it, and leads to the chart', async ({
  page,
  request,
}) => {
  const answer = await request.get('/api/users/user2');
  const { user } = routes.getUser.answer.parse(await answer.json());
  const start = new Date(user.lastSample ?? 0).toISOString();
  await request.post(list, { data: { kind: 'medication', start, text: 'Half a tablet' } });
  await page.goto('/users/user2/day');
  const noted = page.getByRole('list', { name: /^Annotations of / });
  await expect(noted).toContainText('Half a tablet');
  await noted.getByRole('link', { name: 'Medication' }).click();
  await expect(page).toHaveURL(/\/users\/user2\?start=/);
  await settled(page);
  await expect(flagOf(page, /^Medication/)).toBeVisible();
});

test('axe finds nothing in chart, form and list', async ({ page }) => {
  await open(page);
  const { end } = await windowOf(page);
  const at = new Date(end - 3_600_000).toISOString();
  await page.request.post(list, { data: { kind: 'exercise', start: at, text: 'Run' } });
  await page.reload();
  await expect(flagOf(page, /^Exercise/)).toBeVisible();
  await expectNoBarriers(page, 'chart');
  await flagOf(page, /^Exercise/).press('Enter');
  await expect(dialogOf(page)).toBeVisible();
  await expectNoBarriers(page, 'form');
  await page.goto('/users/user2/annotations');
  await expect(page.locator('tr[data-annotation]')).toHaveCount(1);
  await expectNoBarriers(page, 'list');
  await expect(figureOf(page)).toHaveCount(0);
});
