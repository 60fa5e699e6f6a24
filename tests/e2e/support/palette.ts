import { expect, type Locator, type Page } from '@playwright/test';

export function paletteOf(page: Page): Locator {
  return page.getByRole('dialog', { name: 'Command palette' });
}

/** Presses its keys until it is there: a page that has just come listens to none yet. */
export async function openPalette(page: Page): Promise<void> {
  await expect(async () => {
    await page.keyboard.press('Control+k');
    await expect(paletteOf(page)).toBeVisible({ timeout: 2_000 });
  }).toPass();
}
