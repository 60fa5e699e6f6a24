/** A run's log lines as they are written, until the run has ended. */
import { setTimeout as pause } from 'node:timers/promises';
import type { LogLine, Run } from '#lib/contract/ingestions.ts';
import { getRun } from './getRun.ts';
import { getRunLogs } from './getRunLogs.ts';

/** One of these at a time; without any, the sign that it goes on though nothing was written. */
export interface RunLogNews {
  lines?: LogLine[];
  /** How the run ended: nothing comes after it. */
  ended?: Run['status'];
}

const pageSize = 1_000;
/** How soon after it was written a line is seen, ms: a look is two rows by their keys. */
const lookEvery = 500;
const signEvery = 15_000;

/**
 * Begins with a sign at once.
 * @param question.after only lines with a greater id.
 * @throws {HeartlineError} RUN_NOT_FOUND before the first sign.
 */
export async function* followRunLogs(question: {
  runId: number;
  after: number;
  signal: AbortSignal;
}): AsyncGenerator<RunLogNews> {
  const { runId, signal } = question;
  await getRun(runId);
  yield {};
  let { after } = question;
  let saidAt = Date.now();
  while (!signal.aborted) {
    const { lines, running } = await getRunLogs({ runId, after, limit: pageSize });
    after = lines.at(-1)?.id ?? after;
    if (lines.length > 0) yield { lines };
    else if (!running) return yield { ended: (await getRun(runId)).status };
    else if (Date.now() - saidAt > signEvery) yield {};
    else {
      await pause(lookEvery, undefined, { signal }).catch(() => {});
      continue;
    }
    saidAt = Date.now();
  }
}
