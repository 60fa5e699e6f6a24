/** The chart screen in Chromium: its figures, taken on a page that a person could be at. */
import type { Page } from '@playwright/test';
import { withBrowser, withPage } from './browser.ts';
import { type Distribution, distributionOf, percentile } from './distribution.ts';
import { drive, type StepTime } from './drive.ts';
import { type Script, scriptsOf } from './javascript.ts';
import { recorder, vitalsOf } from './recorder.ts';

export interface Figures {
  steps: StepTime[];
  latency: Distribution;
  /** Largest Contentful Paint of each cold load, ms. */
  paints: number[];
  /** Interaction to Next Paint over all steps, ms. */
  interaction: number;
  interactions: number;
  scripts: Script[];
}

export interface Drawn {
  seed: string;
  count: number;
  say: (text: string) => void;
}

const coldLoads = 5;

export async function measureScreen(url: string, { seed, count, say }: Drawn): Promise<Figures> {
  return await withBrowser(async (browser) => {
    const onPage = <T>(use: (page: Page) => Promise<T>) => withPage(browser, recorder, use);
    // The first load warms the server; a person meets it warm.
    await onPage((page) => open(page, url));
    say(`${coldLoads} loads with an empty cache`);
    const paints: number[] = [];
    for (let load = 0; load < coldLoads; load++)
      paints.push(await onPage((page) => largestPaint(page, url)));
    const scripts = await onPage((page) =>
      scriptsOf(page, async () => {
        await open(page, url);
        await page.waitForLoadState('networkidle');
      }),
    );
    say(`${count} steps with the seed ${seed}`);
    return await onPage(async (page) => {
      await open(page, url);
      const steps = await drive(page, seed, count);
      const { interactions } = await vitalsOf(page);
      return {
        steps,
        latency: distributionOf(steps.map(({ ms }) => ms)),
        paints,
        interaction: percentile(interactions, 0.98),
        interactions: interactions.length,
        scripts,
      };
    });
  });
}

async function open(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page.locator('figure[data-settled="true"] canvas').first().waitFor();
}

async function largestPaint(page: Page, url: string): Promise<number> {
  await open(page, url);
  await page.waitForLoadState('networkidle');
  return (await vitalsOf(page)).largest;
}
