import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
/** What a theme can change. */
const rulesOfColour = ['color-contrast', 'link-in-text-block'];

/** Whose cells are alike and many: a few rows stand for all, as axe takes its time for each. */
const moreOfTheSame = '[aria-label^="Heat map"] tbody tr:nth-child(n+5)';

/** What axe finds on the page by the rules of WCAG 2.2 AA: theme, rule and element, one line each. */
export async function barriers(page: Page): Promise<string[]> {
  // Without motion: half way from one theme to the other, colours are neither's.
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  const builder = () => new AxeBuilder({ page }).exclude(moreOfTheSame);
  const light = await builder().withTags(tags).analyze();
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  const dark = await builder().withRules(rulesOfColour).analyze();
  return Object.entries({ light, dark }).flatMap(([theme, { violations }]) =>
    violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${theme}: ${id}: ${html}`)),
  );
}

/** @param where on the page, for the message. */
export async function expectNoBarriers(page: Page, where?: string): Promise<void> {
  expect(await barriers(page), where).toEqual([]);
}
