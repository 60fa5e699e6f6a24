/** Which names the web application answers to. */
import { isIP } from 'node:net';

/**
 * Whether a request's Host header is one of ours. An address written as numbers and `localhost`
 * always are; a name must be listed. Without this a page elsewhere could point a name of its own at
 * this machine and read health data through the visitor's browser (DNS rebinding).
 */
export function isAllowedHost(header: string | undefined, allowed: readonly string[]): boolean {
  if (!header) return false;
  const name = header.replace(/:\d+$/, '').toLowerCase();
  if (name === 'localhost' || isIP(name.replace(/^\[(.*)\]$/, '$1')) !== 0) return true;
  return allowed.includes(name);
}
