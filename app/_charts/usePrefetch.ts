'use client';
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { heartRateKey, heartRateQuery } from '#app/_queries/heartRate.ts';
import { type Ask, neighboursOf } from './ask.ts';
import type { TimeWindow } from './timeWindow.ts';

const settledMs = 300;

/**
 * Fetches what the next gesture is likely to need, once one has settled and nothing else is on its
 * way, one after the other so that no real question waits for three; the next gesture cancels what
 * has not come yet.
 */
export function usePrefetch(
  userId: string,
  window: TimeWindow,
  plotWidth: number,
  source?: string,
): void {
  const client = useQueryClient();
  const untouched = useRef(window);
  useEffect(() => {
    if (window === untouched.current) return;
    let timer: ReturnType<typeof setTimeout>;
    let over = false;
    let going: Ask | undefined;
    const begin = async () => {
      if (client.isFetching({ queryKey: heartRateKey(userId) }) > 0) {
        timer = setTimeout(begin, settledMs);
        return;
      }
      for (const ask of neighboursOf(window, plotWidth)) {
        if (over) return;
        going = ask;
        await client.prefetchQuery(heartRateQuery(userId, ask, source));
      }
    };
    timer = setTimeout(begin, settledMs);
    return () => {
      over = true;
      clearTimeout(timer);
      if (going) cancelUnwatched(client, heartRateQuery(userId, going, source).queryKey);
    };
  }, [client, userId, window, plotWidth, source]);
}

function cancelUnwatched(client: QueryClient, queryKey: readonly unknown[]): void {
  const query = client.getQueryCache().find({ queryKey });
  if (query && query.getObserversCount() === 0) void query.cancel({ silent: true });
}
