'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Ask } from '#app/_charts/ask.ts';
import { annotationsQuery } from '#app/_queries/annotations.ts';
import type { Annotation } from '#lib/contract/annotations.ts';

const none: readonly Annotation[] = [];

/** What there is in the stretch that a chart has asked for; nothing while the layer is off. */
export function useAnnotations(userId: string, ask: Ask, shown: boolean): readonly Annotation[] {
  const { data } = useQuery({
    ...annotationsQuery(userId, { start: ask.start, end: ask.end }),
    placeholderData: keepPreviousData,
    enabled: shown,
  });
  return shown ? (data?.annotations ?? none) : none;
}
