/** Asks for a window of local days to be read again. */
import { runAnswer } from '#lib/contract/ingestions.ts';
import type { LocalDate } from '#lib/time/localDate.ts';
import { fetchJson } from './fetchJson.ts';

/** @param start @param end local days of the user, both included. @returns the run that does it. */
export async function requestIngestion(userId: string, start: LocalDate, end: LocalDate) {
  const answer = await fetchJson(`/api/users/${encodeURIComponent(userId)}/ingestions`, runAnswer, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ start, end }),
  });
  return answer.run;
}
