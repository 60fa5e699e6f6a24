'use client';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { type Ask, pointsFor, serves } from '#app/_charts/ask.ts';
import type { TimeWindow } from '#app/_charts/timeWindow.ts';
import { useAnswered } from '#app/_charts/useAnswered.ts';
import { useAsk } from '#app/_charts/useAsk.ts';
import { usePrefetch } from '#app/_charts/usePrefetch.ts';
import { useSettled } from '#app/_charts/useSettled.ts';
import { heartRateQuery } from '#app/_queries/heartRate.ts';
import { statisticsQuery } from '#app/_queries/statistics.ts';
import { useLastKnown } from '#app/_queries/useLastKnown.ts';

interface ChartDataOptions {
  userId: string;
  window: TimeWindow;
  /** Width of the grid, px. */
  width: number;
  firstAsk: Ask;
  source: string | undefined;
}

/** What is asked for the window, and the latest answer, while a finer one may be on its way. */
export function useChartData({ userId, window, width, firstAsk, source }: ChartDataOptions) {
  const client = useQueryClient();
  const asking = useMemo(
    () => ({
      send: (next: Ask) => void client.prefetchQuery(heartRateQuery(userId, next, source)),
    }),
    [client, userId, source],
  );
  const ask = useAsk(window, width, firstAsk, useAnswered(userId, source), asking);
  usePrefetch(userId, window, width, source);
  const query = useQuery({
    ...heartRateQuery(userId, ask, source),
    placeholderData: keepPreviousData,
  });
  const answer = useLastKnown(query.data);
  const settled =
    !query.isPlaceholderData && serves(ask, window, pointsFor(width, window), answer?.resolution);
  return { ask, query, answer, settled };
}

/** The window's figures, asked when a gesture is over; the last ones stay while it goes on. */
export function useFigures(userId: string, window: TimeWindow) {
  const settled = useSettled(window);
  const query = useQuery({
    ...statisticsQuery(userId, settled),
    placeholderData: keepPreviousData,
  });
  const data = useLastKnown(query.data);
  const busy = query.isPlaceholderData || settled !== window;
  return { data, busy, error: query.error };
}
