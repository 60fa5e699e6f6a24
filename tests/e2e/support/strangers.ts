/** Watches a page for requests that leave the machine and for errors on its console. */
import type { Page } from '@playwright/test';

export interface Watch {
  /** Addresses that were asked for and are not ours. */
  strangers: string[];
  /** Errors of scripts, of the content policy, of the network. */
  errors: string[];
}

export function watch(page: Page, ours: string): Watch {
  const { host } = new URL(ours);
  const seen: Watch = { strangers: [], errors: [] };
  page.on('request', (request) => {
    const url = new URL(request.url());
    const inPage = url.protocol === 'data:' || url.protocol === 'blob:';
    if (!inPage && url.host !== host) seen.strangers.push(request.url());
  });
  page.on('websocket', (socket) => {
    if (new URL(socket.url()).host !== host) seen.strangers.push(socket.url());
  });
  page.on('console', (message) => {
    if (message.type() === 'error') seen.errors.push(message.text());
  });
  page.on('pageerror', (error) => seen.errors.push(error.message));
  return seen;
}
