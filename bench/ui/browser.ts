/** Chromium as the benches use it: without a graphics card, on pages that a person could be at. */
import { type Browser, chromium, type Page } from '@playwright/test';
import { environment } from '#lib/env.ts';

const viewport = { width: 1440, height: 900 };

export async function withBrowser<T>(use: (browser: Browser) => Promise<T>): Promise<T> {
  const executablePath = environment().CHROMIUM_PATH;
  const browser = await chromium.launch({
    ...(executablePath && { executablePath }),
    args: ['--no-sandbox', '--disable-background-networking', '--no-first-run'],
  });
  try {
    return await use(browser);
  } finally {
    await browser.close();
  }
}

/** A page with an empty cache. @param script what runs in it before its own. */
export async function withPage<T>(
  browser: Browser,
  script: () => void,
  use: (page: Page) => Promise<T>,
): Promise<T> {
  const context = await browser.newContext({ viewport, locale: 'en-GB', timezoneId: 'UTC' });
  try {
    const page = await context.newPage();
    await page.addInitScript(script);
    return await use(page);
  } finally {
    await context.close();
  }
}
