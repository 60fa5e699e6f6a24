/** Annotations of a user or of several, and what changes them. */
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { type TimeWindow, windowParameters } from '#app/_charts/timeWindow.ts';
import type {
  Annotation,
  AnnotationAnswer,
  AnnotationRequest,
  AnnotationsAnswer,
} from '#lib/contract/annotations.ts';
import { maxAnnotations } from '#lib/contract/limits.ts';
import { answerWith, fetchJson } from './fetchJson.ts';

const isAnnotation = answerWith<AnnotationAnswer>('annotation');
const isAnnotations = answerWith<AnnotationsAnswer>('annotations', 'nextCursor');
const key = ['annotations'] as const;

function addressOf(userId: string, id?: number): string {
  const list = `/api/users/${encodeURIComponent(userId)}/annotations`;
  return id === undefined ? list : `${list}/${id}`;
}

/** The newest annotations of a user that touch the window, or of all time. */
export function annotationsQuery(userId: string, window?: TimeWindow) {
  const query = new URLSearchParams({
    ...(window && windowParameters(window)),
    limit: String(maxAnnotations),
  });
  return queryOptions({
    queryKey: [...key, userId, window?.start ?? null, window?.end ?? null] as const,
    queryFn: ({ signal }) => fetchJson(`${addressOf(userId)}?${query}`, isAnnotations, { signal }),
    staleTime: 60_000,
  });
}

/** The newest annotations of several users, of all time. */
export function annotationsOfUsersQuery(users: readonly string[]) {
  const query = new URLSearchParams({ users: users.join(','), limit: String(maxAnnotations) });
  return queryOptions({
    queryKey: [...key, users.join(',')] as const,
    queryFn: ({ signal }) => fetchJson(`/api/annotations?${query}`, isAnnotations, { signal }),
    staleTime: 60_000,
  });
}

/** What is written of an annotation; times in ms UTC. */
export type AnnotationDraft = Pick<Annotation, 'kind' | 'start' | 'end' | 'text'>;

function requestOf({ kind, start, end, text }: AnnotationDraft): AnnotationRequest {
  const [from, to] = [new Date(start).toISOString(), new Date(end).toISOString()];
  return { kind, start: from, text, ...(end > start && { end: to }) };
}

async function send(method: string, url: string, draft?: AnnotationDraft): Promise<Annotation> {
  const { annotation } = await fetchJson(url, isAnnotation, {
    method,
    ...(draft && {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(requestOf(draft)),
    }),
  });
  return annotation;
}

/** Writes an annotation, a new one where it has no number yet; charts and lists follow. */
export function useSaveAnnotation(userId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, draft }: { id?: number | undefined; draft: AnnotationDraft }) =>
      send(id === undefined ? 'POST' : 'PUT', addressOf(userId, id), draft),
    onSuccess: () => client.invalidateQueries({ queryKey: key }),
  });
}

/** Takes an annotation away and answers with what it was. */
export function useDeleteAnnotation(userId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: number) => send('DELETE', addressOf(userId, id)),
    onSuccess: () => client.invalidateQueries({ queryKey: key }),
  });
}
