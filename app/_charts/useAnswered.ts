'use client';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { askOf, seriesKey } from '#app/_queries/heartRate.ts';
import type { HeartRateAnswer } from '#lib/contract/heartRate.ts';
import { serves, shortestOf } from './ask.ts';
import type { Known } from './useAsk.ts';

/** Finds the question, fetched before its time or seen before, whose answer serves a view. */
export function useAnswered(userId: string, source?: string): Known {
  const client = useQueryClient();
  return useCallback(
    (view, points) => {
      const answers = client.getQueriesData<HeartRateAnswer>({
        queryKey: seriesKey(userId, source),
      });
      return shortestOf(
        answers.flatMap(([key, answer]) => {
          const ask = askOf(key);
          return answer && ask && serves(ask, view, points, answer.resolution) ? [ask] : [];
        }),
      );
    },
    [client, userId, source],
  );
}
