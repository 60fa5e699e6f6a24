'use client';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { askOf, heartRateKey } from './heartRate.ts';
import { statisticsKey } from './statistics.ts';

/**
 * When there are newer data, asks again for what reached up to where they ended: an answer that was
 * given before knows nothing of them. What is shown stays until the new answer is there.
 * @param lastMs the newest sample, ms UTC.
 */
export function useNewData(userId: string, lastMs: number): void {
  const client = useQueryClient();
  const known = useRef(lastMs);
  useEffect(() => {
    const before = known.current;
    if (before === lastMs) return;
    known.current = lastMs;
    void client.invalidateQueries({
      queryKey: heartRateKey(userId),
      predicate: ({ queryKey }) => (askOf(queryKey)?.end ?? 0) >= before,
    });
    void client.invalidateQueries({ queryKey: statisticsKey(userId) });
  }, [client, userId, lastMs]);
}
