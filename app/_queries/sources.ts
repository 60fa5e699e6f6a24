/** A user's sources: how they stand, their order, and the withdrawing of one. */
import { queryOptions } from '@tanstack/react-query';
import type { SourcesAnswer } from '#lib/contract/sources.ts';
import { answerWith, fetchJson } from './fetchJson.ts';
import { isRunAnswer } from './run.ts';

const lookEvery = 2_000;
const isSources = answerWith<SourcesAnswer>('sources', 'changes');

export function sourcesKey(userId: string) {
  return ['sources', userId] as const;
}

/** Looks again while something is being done. */
export function sourcesQuery(userId: string) {
  return queryOptions({
    queryKey: sourcesKey(userId),
    queryFn: ({ signal }) => fetchJson(ofUser(userId, 'sources'), isSources, { signal }),
    refetchInterval: ({ state }) => (state.data && isChanging(state.data) ? lookEvery : false),
  });
}

function isChanging({ changes }: SourcesAnswer): boolean {
  return changes.some(({ status }) => status !== 'succeeded');
}

function ofUser(userId: string, what: string): string {
  return `/api/users/${encodeURIComponent(userId)}/${what}`;
}

function sent(method: 'POST' | 'PUT', body: object): RequestInit {
  const headers = { 'content-type': 'application/json' };
  return { method, headers, body: JSON.stringify(body) };
}

export function setSourceOrder(userId: string, order: readonly string[]): Promise<SourcesAnswer> {
  return fetchJson(ofUser(userId, 'sources'), isSources, sent('PUT', { order }));
}

export function withdrawSource(userId: string, source: string, confirm: string) {
  const body = { source, confirm };
  return fetchJson(ofUser(userId, 'sources/withdraw'), isSources, sent('POST', body));
}

export async function reingestSource(userId: string, source: string) {
  const body = { source, full: true };
  return (await fetchJson(ofUser(userId, 'ingestions'), isRunAnswer, sent('POST', body))).run;
}
