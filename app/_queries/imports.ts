/** Imports: how each stands, and what begins, changes and ends it. */
import { queryOptions } from '@tanstack/react-query';
import type {
  ImportAnswer,
  ImportFileAnswer,
  ImportRecord,
  ImportsAnswer,
  ImportTarget,
} from '#lib/contract/imports.ts';
import { answerWith, fetchJson } from './fetchJson.ts';

const isImport = answerWith<ImportAnswer>('import');
const isImports = answerWith<ImportsAnswer>('imports', 'nextCursor');

const followMs = 1_000;
const moving = new Set<ImportRecord['state']>(['uploading', 'checking', 'queued', 'running']);

/** Whether something may change without anybody doing anything here. */
export function isMoving(state: ImportRecord['state']): boolean {
  return moving.has(state);
}

export function importQuery(id: number) {
  return queryOptions({
    queryKey: ['import', id] as const,
    queryFn: async ({ signal }) =>
      (await fetchJson(`/api/imports/${id}`, isImport, { signal })).import,
    refetchInterval: ({ state }) => (state.data && !isMoving(state.data.state) ? false : followMs),
  });
}

export const importsPageSize = 20;
/** The beginning of the key of every page of them. */
export const importsKey = ['imports'] as const;

/** @param olderThan only imports with a smaller number; undefined for the newest. */
export function importsQuery(olderThan: number | undefined) {
  return queryOptions({
    queryKey: [...importsKey, olderThan ?? null] as const,
    queryFn: ({ signal }) => {
      const cursor = olderThan === undefined ? '' : `&cursor=${olderThan}`;
      const address = `/api/imports?limit=${importsPageSize}${cursor}`;
      return fetchJson(address, isImports, { signal });
    },
  });
}

async function post(path: string, body: object): Promise<ImportRecord> {
  const answer = await fetchJson(`/api/imports${path}`, isImport, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return answer.import;
}

/** How a person says that the tables of a file are to be read; null goes back to what they say. */
export type ChosenReading = Pick<ImportFileAnswer, 'columns' | 'dates'>;

export type Target = Pick<ImportTarget, 'name' | 'user'> & Partial<ImportTarget>;

export const createImport = () => post('', {});
export const chooseReading = (id: number, file: number, chosen: ChosenReading) =>
  post(`/${id}/columns`, { file, ...chosen });
export const startImport = (id: number, people: Target[]) => post(`/${id}/start`, { people });
export const cancelImport = (id: number) => post(`/${id}/cancel`, {});

/** Takes a file out of an import that has not begun. */
export async function removeUpload(uploadUrl: string): Promise<void> {
  const answer = await fetch(uploadUrl, {
    method: 'DELETE',
    headers: { 'tus-resumable': '1.0.0' },
  });
  if (!answer.ok && answer.status !== 404) throw new Error('The file could not be taken out.');
}
