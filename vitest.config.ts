import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // Over at once where all goes well; what is waited for may take its time on a busy machine.
    expect: { poll: { timeout: 40_000 } },
    // What the developer's own .env says is not the tests' business.
    env: {
      ENV_FILE: 'no.env',
      GOOGLE_CLIENT_ID: 'client',
      GOOGLE_CLIENT_SECRET: 'client-secret',
      TOKEN_KEY: 'a1'.repeat(32),
    },
    projects: [
      {
        extends: true,
        test: { name: 'unit', include: ['{lib,db,jobs,commands,app,bench}/**/*.test.ts'] },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          include: ['tests/integration/**/*.test.ts'],
          globalSetup: ['tests/integration/support/globalSetup.ts'],
          // More than two cores have: half the time they wait for processes of their own.
          maxWorkers: 3,
        },
      },
    ],
  },
});
