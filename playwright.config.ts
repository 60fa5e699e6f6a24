import { defineConfig, devices } from '@playwright/test';

const executablePath = process.env.CHROMIUM_PATH;
const port = Number(process.env.E2E_PORT ?? 3199);

const screens = 'screens.spec.ts';
const desktop = devices['Desktop Chrome'];
const wide = { ...desktop, viewport: { width: 1440, height: 900 } };
const narrow = { ...desktop, viewport: { width: 390, height: 844 }, hasTouch: true };

/** A real browser against the real product: `npm start` on a folder of its own, three weeks of data. */
export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results',
  // One picture for every platform: what is compared has no letters in it.
  snapshotPathTemplate: '{testDir}/pictures/{arg}{ext}',
  forbidOnly: true,
  retries: 0,
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: 'list',
  use: {
    baseURL: `http://127.0.0.1:${port}`,
    // A trace costs a third of the time: `playwright test --trace on` makes one where it is wanted.
    trace: 'off',
    screenshot: 'only-on-failure',
    locale: 'en-GB',
    timezoneId: 'America/New_York',
    launchOptions: {
      ...(executablePath && { executablePath }),
      args: [
        '--no-sandbox',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
        '--disable-gpu',
      ],
    },
  },
  // What changes something goes test by test; the screens are only looked at, meanwhile.
  projects: [
    { name: 'wide', testIgnore: screens, workers: 1, use: wide },
    { name: 'screens-wide', testMatch: screens, workers: 1, use: wide },
    { name: 'screens-narrow', testMatch: screens, workers: 1, use: narrow },
  ],
  webServer: {
    command: 'node tests/e2e/product.ts',
    url: `http://127.0.0.1:${port}/api/health`,
    timeout: 480_000,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 30_000 },
    stdout: 'pipe',
    stderr: 'pipe',
    env: { E2E_PORT: String(port) },
  },
});
