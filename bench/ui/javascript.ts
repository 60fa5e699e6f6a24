/** How much JavaScript a screen brings along. */
import { gzipSync } from 'node:zlib';
import type { Page } from '@playwright/test';

/** The chart screen's budget, bytes gzipped. */
export const javascriptBudget = 300_000;

export interface Script {
  name: string;
  /** Gzipped. */
  bytes: number;
}

/**
 * Every script that the page asks for, gzipped as the server does it, largest first; what is loaded
 * lazily counts once it is asked for.
 * @param visit opens the page and waits until it is whole.
 */
export async function scriptsOf(page: Page, visit: () => Promise<void>): Promise<Script[]> {
  const bodies: Promise<Script>[] = [];
  page.on('response', (response) => {
    if (response.request().resourceType() !== 'script' || !response.ok()) return;
    const name = new URL(response.url()).pathname.split('/').at(-1) ?? '';
    bodies.push(response.body().then((body) => ({ name, bytes: gzipSync(body).length })));
  });
  await visit();
  return (await Promise.all(bodies)).toSorted((a, b) => b.bytes - a.bytes);
}

export function totalBytes(scripts: readonly Script[]): number {
  return scripts.reduce((sum, { bytes }) => sum + bytes, 0);
}
