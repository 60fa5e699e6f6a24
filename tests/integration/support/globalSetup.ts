/** One migrated database for all suites that can share one; each suite keeps to users of its own. */
import type { TestProject } from 'vitest/node';
import { createMigratedDatabase, createTemplate } from './server.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    databaseUrl: string;
    databaseMode: 'embedded' | 'server';
    /** TEST_DATABASE_URL, for suites that need a database of their own. */
    serverUrl: string | null;
    /** The folder that a suite's own embedded database is a copy of. */
    template: string;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const serverUrl = process.env.TEST_DATABASE_URL || undefined;
  const template = await createTemplate();
  const database = await createMigratedDatabase(serverUrl, template.folder);
  project.provide('databaseUrl', database.url);
  project.provide('databaseMode', database.mode);
  project.provide('serverUrl', serverUrl ?? null);
  project.provide('template', template.folder);
  return async () => {
    await database.remove();
    await template.remove();
  };
}
