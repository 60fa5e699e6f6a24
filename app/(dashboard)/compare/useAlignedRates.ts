'use client';
import { keepPreviousData, type UseQueryResult, useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Ask } from '#app/_charts/ask.ts';
import { heartRatesQuery } from '#app/_queries/heartRates.ts';
import { useLastKnown } from '#app/_queries/useLastKnown.ts';
import type { HeartRateAnswer, HeartRatesAnswer } from '#lib/contract/heartRate.ts';
import { type Aligned, type Alignment, groupAsk, groupsOf, shifted } from './alignment.ts';

/** Several questions as if they were one: all of it, or nothing yet. */
function together(results: UseQueryResult<HeartRatesAnswer>[]) {
  const parts = results.map(({ data }) => data?.series);
  const failed = results.find(({ error }) => error);
  return {
    series: parts.includes(undefined) ? undefined : parts.flatMap((part) => part ?? []),
    isFetching: results.some(({ isFetching }) => isFetching),
    isPlaceholderData: results.some(({ isPlaceholderData }) => isPlaceholderData),
    error: failed?.error ?? null,
    errorUpdatedAt: failed?.errorUpdatedAt ?? 0,
    refetch: () => results.map((result) => result.refetch()),
  };
}

/** Everybody's means in drawn time, in the order of the users; asked in as few questions as can be. */
export function useAlignedRates(aligned: readonly Aligned[], alignment: Alignment, ask: Ask) {
  const groups = useMemo(() => groupsOf(aligned, alignment), [aligned, alignment]);
  const state = useQueries({
    queries: groups.map(({ ids, shift }) => ({
      ...heartRatesQuery(ids, groupAsk(ask, shift)),
      placeholderData: keepPreviousData,
    })),
    combine: together,
  });
  const known = useLastKnown(state.series);
  const answers = useMemo(() => {
    const byUser = new Map(known?.map((answer) => [answer.userId, answer]));
    return aligned.flatMap(({ user, shift }): HeartRateAnswer[] => {
      const answer = byUser.get(user.id);
      return answer ? [shifted(answer, shift)] : [];
    });
  }, [aligned, known]);
  return { answers, state: { ...state, isPending: known === undefined } };
}
