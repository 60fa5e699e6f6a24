import { defineConfig } from 'drizzle-kit';

/** Migrations are written by hand (`db/migrations`); the kit compares and inspects. */
export default defineConfig({
  dialect: 'postgresql',
  schema: './db/schema/*.ts',
  out: './db/migrations',
  ...(process.env.DATABASE_URL && { dbCredentials: { url: process.env.DATABASE_URL } }),
});
