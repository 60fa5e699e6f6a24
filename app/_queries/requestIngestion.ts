/** Asks for runs of a user. Those asked for here are watched, so that their end is told anywhere. */
import type { Run } from '#lib/contract/ingestions.ts';
import type { LocalDate } from '#lib/time/dateArithmetic.ts';
import { fetchJson } from './fetchJson.ts';
import { isRunAnswer } from './run.ts';
import { watchRun } from './startedRuns.ts';

/** Local days, both included; without any, what is new since the last sample. */
export interface Asked {
  start?: LocalDate;
  end?: LocalDate;
  full?: boolean;
  source?: string;
}

/** @returns the run that does it. */
export async function askForRun(userId: string, asked: Asked): Promise<Run> {
  const { run } = await fetchJson(
    `/api/users/${encodeURIComponent(userId)}/ingestions`,
    isRunAnswer,
    {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(asked),
    },
  );
  watchRun(run);
  return run;
}

/**
 * A window of local days again.
 * @param source key of the one to ask; by default the first that can be asked.
 */
export async function requestIngestion(
  userId: string,
  start: LocalDate,
  end: LocalDate,
  source?: string,
) {
  return await askForRun(userId, { start, end, ...(source !== undefined && { source }) });
}
