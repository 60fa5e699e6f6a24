/** The chart as a person and a test see it: by what its figure says of itself. */
import { expect, type Locator, type Page } from '@playwright/test';
import { type Box, type Margins, margins as usual } from '#app/_charts/plot.ts';

export function figureOf(page: Page): Locator {
  return page.locator('figure[data-resolution]');
}

export function plotOf(page: Page): Locator {
  return page.getByRole('slider', { name: /^(Heart rate|Mean heart rates) of/ });
}

/** Waits until data are drawn and no finer ones are on their way. */
export async function settled(page: Page): Promise<void> {
  const figure = figureOf(page);
  await expect(figure).toHaveAttribute('data-resolution', /raw|1m|15m|1h|1d/);
  await expect(figure).toHaveAttribute('data-fetching', 'false');
  await expect(page.locator('canvas').first()).toBeVisible();
}

/** The window that the figure shows, ms UTC. */
export async function windowOf(page: Page): Promise<{ start: number; end: number; span: number }> {
  const figure = figureOf(page);
  const start = Number(await figure.getAttribute('data-start'));
  const end = Number(await figure.getAttribute('data-end'));
  return { start, end, span: end - start };
}

/** The window in the address, ms UTC; NaN where there is none. */
export function windowInAddress(page: Page): { start: number; end: number } {
  const query = new URL(page.url()).searchParams;
  return { start: Date.parse(query.get('start') ?? ''), end: Date.parse(query.get('end') ?? '') };
}

/** Does something and waits until the window has become another, and the address follows. */
export async function changing(page: Page, act: () => Promise<void>): Promise<void> {
  const before = await windowOf(page);
  await act();
  await expect
    .poll(async () => {
      const { start, end } = await windowOf(page);
      return start !== before.start || end !== before.end;
    })
    .toBe(true);
  await expect
    .poll(async () => {
      const { start, end } = await windowOf(page);
      const address = windowInAddress(page);
      return address.start === start && address.end === end;
    })
    .toBe(true);
}

/** Puts the pointer into the middle of the plot. */
export async function pointAtMiddle(page: Page): Promise<{ x: number; y: number; width: number }> {
  const box = await plotOf(page).boundingBox();
  if (!box) throw new Error('The plot has no box.');
  const point = { x: box.x + box.width / 2, y: box.y + box.height / 2, width: box.width };
  await page.mouse.move(point.x, point.y);
  return point;
}

/** Puts the pointer on an instant (ms UTC) of the window in view. @param marginsOf of a box of the plot's size. */
export async function pointAtInstant(
  page: Page,
  at: number,
  marginsOf = (_: Box): Margins => usual,
): Promise<void> {
  const box = await plotOf(page).boundingBox();
  if (!box) throw new Error('The plot has no box.');
  const { start, span } = await windowOf(page);
  const margins = marginsOf(box);
  const width = box.width - margins.left - margins.right;
  const x = box.x + margins.left + ((at - start) / span) * width;
  await page.mouse.move(x, box.y + box.height / 2);
}
