/**
 * The runs that were asked for in this tab and have not been seen to end yet. Kept in the session's
 * storage, so that a page that is loaded anew still tells of them.
 */
import type { Run } from '#lib/contract/ingestions.ts';

export interface StartedRun {
  id: number;
  userId: string;
}

const key = 'heartline-started-runs';
const listeners = new Set<() => void>();
const none: readonly StartedRun[] = [];
let known: readonly StartedRun[] | undefined;

/** To be told of when it ends, on whatever screen one is then. */
export function watchRun({ id, userId }: Pick<Run, 'id' | 'userId'>): void {
  const rest = startedRuns().filter((run) => run.id !== id);
  keep([...rest, { id, userId }]);
}

export function forgetRun(id: number): void {
  keep(startedRuns().filter((run) => run.id !== id));
}

/** The same list until it changes, as React's stores want it. */
export function startedRuns(): readonly StartedRun[] {
  known ??= stored();
  return known;
}

export function onStartedRuns(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function keep(runs: readonly StartedRun[]): void {
  known = runs;
  try {
    sessionStorage.setItem(key, JSON.stringify(runs));
  } catch {
    // Storage may be forbidden: then they are watched as long as the page lasts.
  }
  for (const listener of listeners) listener();
}

function stored(): readonly StartedRun[] {
  try {
    const list: unknown = JSON.parse(sessionStorage.getItem(key) ?? '[]');
    return Array.isArray(list) ? list.filter(isStartedRun) : none;
  } catch {
    return none;
  }
}

function isStartedRun(value: unknown): value is StartedRun {
  if (typeof value !== 'object' || value === null) return false;
  return 'id' in value && 'userId' in value && typeof value.id === 'number';
}
