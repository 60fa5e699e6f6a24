'use client';
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef } from 'react';
import { heartRateKey, heartRateQuery } from '#app/_queries/heartRate.ts';
import { type Ask, neighboursOf, serves } from './ask.ts';
import type { TimeWindow } from './timeWindow.ts';

const settledMs = 350;
const remembered = 24;

/**
 * Fetches what the next gesture is likely to need, once one has settled and nothing else is on its
 * way; the next gesture cancels what has not come yet.
 * @returns finds a fetched question that serves a view.
 */
export function usePrefetch(userId: string, window: TimeWindow, plotWidth: number) {
  const client = useQueryClient();
  const asks = useRef<Ask[]>([]);
  const untouched = useRef(window);
  useEffect(() => {
    if (window === untouched.current) return;
    let timer: ReturnType<typeof setTimeout>;
    let begun: Ask[] = [];
    const begin = () => {
      if (client.isFetching({ queryKey: heartRateKey(userId) }) > 0) {
        timer = setTimeout(begin, settledMs);
        return;
      }
      begun = neighboursOf(window, plotWidth);
      asks.current = [...begun, ...asks.current].slice(0, remembered);
      for (const ask of begun) void client.prefetchQuery(heartRateQuery(userId, ask));
    };
    timer = setTimeout(begin, settledMs);
    return () => {
      clearTimeout(timer);
      for (const ask of begun) cancelUnwatched(client, userId, ask);
    };
  }, [client, userId, window, plotWidth]);

  return useCallback(
    (view: TimeWindow, points: number) =>
      asks.current.find(
        (ask) =>
          serves(ask, view, points) &&
          client.getQueryData(heartRateQuery(userId, ask).queryKey) !== undefined,
      ),
    [client, userId],
  );
}

function cancelUnwatched(client: QueryClient, userId: string, ask: Ask): void {
  const { queryKey } = heartRateQuery(userId, ask);
  const query = client.getQueryCache().find({ queryKey });
  if (query && query.getObserversCount() === 0) void query.cancel({ silent: true });
}
