/** How a run that is under way learns that somebody asked it to stop, whichever process it is in. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Database } from '#db/client.ts';
import { HeartlineError } from '#lib/errors.ts';
import { isCancelRequested } from './runs.ts';

/** How often a run looks, ms. A look is one row by its key; a listening connection would cost more. */
const lookEvery = 1_000;

export interface Cancellation {
  /** Aborts with a RUN_CANCELLED. */
  signal: AbortSignal;
  /** Ends the looking. */
  stop(): void;
}

/** Looks from now on until it is stopped. A database that is away is asked again the next time. */
export function heedCancellation(database: Database, runId: number): Cancellation {
  const asked = new AbortController();
  const ended = new AbortController();
  void (async () => {
    while (!ended.signal.aborted) {
      if (await isCancelRequested(database, runId).catch(() => false)) {
        asked.abort(runCancelled());
        return;
      }
      await pause(lookEvery, undefined, { signal: ended.signal, ref: false }).catch(() => {});
    }
  })();
  return { signal: asked.signal, stop: () => ended.abort() };
}

export function runCancelled(): HeartlineError {
  return new HeartlineError(
    'RUN_CANCELLED',
    'The run was cancelled on request; the days already stored are kept.',
  );
}
