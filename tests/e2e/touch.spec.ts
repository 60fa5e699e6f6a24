/** The chart under fingers, on a telephone's screen. */
import { type CDPSession, expect, type Page, test } from '@playwright/test';
import { figureOf, plotOf, settled, windowOf } from './support/chart.ts';

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

interface Finger {
  x: number;
  y: number;
}

/** Puts fingers down, moves each in ten steps to where it is lifted; as a touch screen reports it. */
async function swipe(cdp: CDPSession, fingers: readonly [Finger, Finger][]): Promise<void> {
  const at = (share: number) =>
    fingers.map(([from, to], id) => ({
      id,
      x: from.x + (to.x - from.x) * share,
      y: from.y + (to.y - from.y) * share,
    }));
  await cdp.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: at(0) });
  for (let step = 1; step <= 10; step++)
    await cdp.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: at(step / 10) });
  await cdp.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
}

async function open(page: Page): Promise<{ cdp: CDPSession; x: number; y: number }> {
  await page.goto('/users/user1');
  await settled(page);
  await plotOf(page).scrollIntoViewIfNeeded();
  const box = await plotOf(page).boundingBox();
  if (!box) throw new Error('The plot has no box.');
  const cdp = await page.context().newCDPSession(page);
  return { cdp, x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

test('zooms in and out by a pinch, around the fingers', async ({ page }) => {
  const { cdp, x, y } = await open(page);
  const before = await windowOf(page);
  const pinch = (from: number, to: number) =>
    swipe(cdp, [
      [
        { x: x - from, y },
        { x: x - to, y },
      ],
      [
        { x: x + from, y },
        { x: x + to, y },
      ],
    ]);
  await pinch(30, 120);
  await expect.poll(async () => (await windowOf(page)).span).toBeLessThan(before.span * 0.4);
  const near = await windowOf(page);
  expect(near.span).toBeGreaterThan(before.span * 0.15);
  expect(near.start).toBeGreaterThan(before.start);
  expect(near.end).toBeLessThan(before.end);
  await settled(page);
  await pinch(120, 30);
  await expect.poll(async () => (await windowOf(page)).span).toBeGreaterThan(near.span * 2);
  expect(await page.evaluate(() => visualViewport?.scale)).toBe(1);
});

test('moves along with one finger sideways; up and down the page scrolls', async ({ page }) => {
  const { cdp, x, y } = await open(page);
  const before = await windowOf(page);
  await swipe(cdp, [
    [
      { x: x - 60, y },
      { x: x + 90, y: y + 4 },
    ],
  ]);
  await expect
    .poll(async () => (await windowOf(page)).start)
    .toBeLessThan(before.start - before.span / 4);
  const moved = await windowOf(page);
  expect(Math.abs(moved.span - before.span)).toBeLessThan(2);
  const scrolled = await page.evaluate(() => scrollY);
  await swipe(cdp, [
    [
      { x, y: y + 120 },
      { x: x + 3, y: y - 120 },
    ],
  ]);
  await expect.poll(async () => await page.evaluate(() => scrollY)).toBeGreaterThan(scrolled + 100);
  expect(await windowOf(page)).toEqual(moved);
});

test('reads what is tapped, until the next touch', async ({ page }) => {
  const { x, y } = await open(page);
  const figure = figureOf(page);
  await expect(figure).toContainText(/Mean of/);
  await page.touchscreen.tap(x + 40, y);
  await expect(figure).toContainText(/\d+ samples?|No data for/);
  await expect(figure).not.toContainText(/Mean of/);
});
