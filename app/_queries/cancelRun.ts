/** Calls a run off, whether it waits or goes on. */
import { fetchJson } from './fetchJson.ts';
import { isRunAnswer } from './run.ts';

export async function cancelRun(id: number) {
  return await fetchJson(`/api/ingestions/${id}/cancel`, isRunAnswer, { method: 'POST' });
}
