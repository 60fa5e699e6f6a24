/**
 * Calls of the routes, with what must come back. One table for two ways of asking: the handlers in
 * this process, and the running product over HTTP.
 */
import type { DocumentedRoute } from '#lib/contract/route.ts';
import { type RouteName, routes } from '#lib/contract/routes.ts';

/** What the database must hold for the calls. */
export interface ApiWorld {
  /** Two users with samples in the window. */
  users: [string, string];
  /** One whose data comes by files, where there is one. */
  fileUser?: string;
  /** One whose account can be connected, and the last part of a connect link of theirs. */
  connecting?: { user: string; link: string };
  /** A run that exists. */
  run: number;
  /** An annotation of the first user; it is deleted by the last of the good calls. */
  annotation: number;
  /** Open imports: one without files, one with a file that is checked, one to be started for somebody new, one that stays. */
  imports: {
    empty: number;
    open: number;
    file: number;
    checked: number;
    unstarted: number;
    newUser: string;
  };
  /** One that waits, goes on, or is cancelled already. */
  cancellableRun: number;
  /** ISO 8601; a day with samples every few seconds. */
  start: string;
  end: string;
  /** Local dates around it. */
  startDate: string;
  endDate: string;
}

export interface ApiCall {
  /** Ends the sentence "it answers …". */
  name: string;
  route: RouteName | undefined;
  method: string;
  /** Path and query. */
  url: string;
  headers?: Record<string, string>;
  body?: string;
  status: number;
  code?: string;
  /** Where a server refuses the address itself, before any route sees it. */
  statusOverHttp?: number;
}

export const json = { 'content-type': 'application/json' };

export const hugeText = 'x'.repeat(100_000);
export const sqlish = "user1'; drop table users; --";

export const table = Object.entries(routes) as [RouteName, DocumentedRoute][];

/** A proper query of a route; the address is built from it by {@link address}. */
export function queryOf(name: RouteName, world: ApiWorld): Record<string, string> {
  const window = { start: world.start, end: world.end };
  switch (name) {
    case 'getHeartRate':
    case 'getStatistics':
    case 'getUtcOffsets':
      return window;
    case 'getAnnotationsOfUsers':
      return { users: world.users.join(',') };
    case 'getHeartRates':
      return { ...window, users: world.users.join(',') };
    case 'getSummary':
    case 'getRhythm':
    case 'getTypicalDay':
    case 'getDistribution':
    case 'getTrends':
    case 'getUserCoverage':
    case 'getCoverage':
    case 'getCalendar':
      return { start: world.startDate, end: world.endDate };
    default:
      return {};
  }
}

/** The segments of a route's path besides its `{id}`. */
function segmentsOf(world: ApiWorld): Record<string, string> {
  return { annotation: String(world.annotation) };
}

export function address(
  route: DocumentedRoute,
  world: ApiWorld,
  query: Record<string, string> | [string, string][],
  segments: Record<string, string> = {},
): string {
  const ofUser = route.path.startsWith('/api/users/');
  const number = route.path.startsWith('/api/imports/') ? world.imports.open : world.run;
  const id = ofUser ? world.users[0] : String(number);
  const values = { id, ...segmentsOf(world), ...segments };
  const path = Object.entries(values).reduce<string>(
    (text, [name, value]) => text.replace(`{${name}}`, encodeURIComponent(value)),
    route.path,
  );
  const text = new URLSearchParams(query).toString();
  return text === '' ? path : `${path}?${text}`;
}
