/** The tokens, as they look: a change of the language is seen before it is everywhere. */
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';

// The style that hides the letters is not one of ours, and our policy would refuse it.
test.use({ bypassCSP: true });

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the tokens look as they did (${colorScheme})`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.goto('/design');
    // Letters differ from machine to machine; colours, steps, corners and depth do not.
    for (const kind of ['colour', 'space', 'radius', 'shadow']) {
      const groups = page.locator(`[data-tokens=${kind}] ul`);
      for (const [index, group] of (await groups.all()).entries()) {
        // Alone in a corner: where it stands on the page depends on the letters above it.
        await group.evaluate((list) => list.classList.add('alone'));
        await expect(group).toHaveScreenshot(`${kind}-${index}-${colorScheme}.png`, {
          stylePath: fileURLToPath(new URL('./support/withoutLetters.css', import.meta.url)),
          maxDiffPixelRatio: 0.002,
        });
        await group.evaluate((list) => list.classList.remove('alone'));
      }
    }
  });
}
