/** Asks for a window of local days to be read again. */
import type { LocalDate } from '#lib/time/dateArithmetic.ts';
import { fetchJson } from './fetchJson.ts';
import { isRunAnswer } from './run.ts';

/**
 * @param start @param end local days of the user, both included.
 * @param source key of the one to ask; by default the first that can be asked.
 * @returns the run that does it.
 */
export async function requestIngestion(
  userId: string,
  start: LocalDate,
  end: LocalDate,
  source?: string,
) {
  const answer = await fetchJson(
    `/api/users/${encodeURIComponent(userId)}/ingestions`,
    isRunAnswer,
    {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ start, end, ...(source !== undefined && { source }) }),
    },
  );
  return answer.run;
}
